/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/smtp_capabilities.h"

#define MAX_MECHANISMS 32
#define MAX_MECHANISM 20 /* letters: RFC 4422 3.1 */

static gboolean
is_known (const GPtrArray *mechanisms, const char *mechanism)
{
  for (guint i = 0; i < mechanisms->len; i++)
    if (g_str_equal (mechanisms->pdata[i], mechanism))
      return TRUE;
  return FALSE;
}

static void
add_mechanisms (SmtpCapabilities *capabilities, char *const *words)
{
  for (; *words != NULL; words++)
    {
      g_autofree char *mechanism = g_ascii_strup (*words, -1);
      if (*mechanism != '\0' && strlen (mechanism) <= MAX_MECHANISM
          && capabilities->auth->len < MAX_MECHANISMS && !is_known (capabilities->auth, mechanism))
        g_ptr_array_add (capabilities->auth, g_steal_pointer (&mechanism));
    }
}

static void
read_line (SmtpCapabilities *capabilities, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " =", -1);

  if (words[0] == NULL)
    return;
  if (g_ascii_strcasecmp (words[0], "STARTTLS") == 0)
    capabilities->starttls = TRUE;
  else if (g_ascii_strcasecmp (words[0], "AUTH") == 0)
    add_mechanisms (capabilities, words + 1);
  else if (g_ascii_strcasecmp (words[0], "SIZE") == 0 && words[1] != NULL)
    capabilities->size = (gint64) MIN (g_ascii_strtoull (words[1], NULL, 10), G_MAXINT64);
}

void
smtp_capabilities_read (const SmtpReply *reply, SmtpCapabilities *ret_capabilities)
{
  *ret_capabilities = (SmtpCapabilities){ .auth = g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 1; i < reply->lines->len; i++)
    read_line (ret_capabilities, reply->lines->pdata[i]);
  g_ptr_array_add (ret_capabilities->auth, NULL);
}

void
smtp_capabilities_clear (SmtpCapabilities *capabilities)
{
  g_clear_pointer (&capabilities->auth, g_ptr_array_unref);
}
