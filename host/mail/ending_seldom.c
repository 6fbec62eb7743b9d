/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/ending_seldom.h"

#define NAME_MIN_LENGTH 4 /* a shorter one can be anything */

/* A slip of .com is some times as frequent as mail to a firm directly under one of these; under .co
 * it is the other way round, so that is not here. The first that fits holds.
 *
 *    typed  meant  in the name of who is at home there, parted by blanks */
static const struct
{
  const char *typed;
  const char *meant;
  const char *at_home;
} seldom[] = {
  { "c.om", ".com", "" },
  { "n.et", ".net", "" },
  { ".com.com", ".com", "" },
  { ".con.com", ".com", "" },
  { ".net.net", ".net", "" },
  { ".org.org", ".org", "" },
  { ".cm", ".com", "cam cmr douala yaounde" },
  { ".om", ".com", "oman muscat sohar salalah" },
  { ".ne", ".net", "niger niamey" },
  { ".et", ".net", "eth addis habesha abyssinia" },
};

static gboolean
is_at_home (const char *domain, const char *at_home)
{
  g_auto (GStrv) names = g_strsplit (at_home, " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && strstr (domain, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
ending_seldom_correct (const char *domain)
{
  gsize length = strlen (domain);

  for (gsize i = 0; i < G_N_ELEMENTS (seldom); i++)
    {
      gsize name = length - MIN (length, strlen (seldom[i].typed));

      if (name < NAME_MIN_LENGTH || !g_str_has_suffix (domain, seldom[i].typed))
        continue;
      /* Who has names below the own, or is below "com.om", is no slip. */
      if (memchr (domain, '.', name) != NULL || is_at_home (domain, seldom[i].at_home))
        return NULL;
      return g_strdup_printf ("%.*s%s", (int) name, domain, seldom[i].meant);
    }
  return NULL;
}
