/* SPDX-License-Identifier: MPL-2.0 */
#include <libpsl.h>
#include <string.h>
#include "mail/public_suffix.h"

#define MAX_KEPT 256

/* Two labels need but one question: what is no suffix itself is registered under one, as every
 * top-level domain is. */
static const char *
look_up (const char *domain)
{
  const char *dot = strchr (domain, '.');

  if (dot == NULL)
    return NULL;
  if (strchr (dot + 1, '.') == NULL)
    return psl_is_public_suffix (psl_builtin (), domain) ? NULL : domain;
  return psl_registrable_domain (psl_builtin (), domain);
}

const char *
public_suffix_registrable (const char *domain)
{
  static struct
  {
    char *domain;
    gssize start; /* of the registrable domain in it; -1: there is none */
  } kept[MAX_KEPT];
  guint place = g_str_hash (domain) % MAX_KEPT;

  if (kept[place].domain == NULL || strcmp (kept[place].domain, domain) != 0)
    {
      const char *registrable = look_up (domain);
      g_free (kept[place].domain);
      kept[place].domain = g_strdup (domain);
      kept[place].start = registrable != NULL ? registrable - domain : -1;
    }
  return kept[place].start >= 0 ? domain + kept[place].start : NULL;
}
