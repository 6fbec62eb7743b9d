/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/reversed_address.h"

char *
reversed_address (const guint8 *address, gboolean six, const char *zone)
{
  GString *name = g_string_new (NULL);

  for (int i = six ? 15 : 3; i >= 0; i--)
    if (six)
      g_string_append_printf (name, "%x.%x.", address[i] & 0xf, address[i] >> 4);
    else
      g_string_append_printf (name, "%u.", address[i]);
  g_string_append (name, zone);
  return g_string_free (name, FALSE);
}
