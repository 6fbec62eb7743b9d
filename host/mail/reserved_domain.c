/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/reserved_domain.h"

/* RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's "internal" (2024), and the
 * suffixes that routers and directories hand out at home. */
static const char *const reserved_domains[] = {
  "test",        "example", "invalid",  "localhost", "example.com", "example.net",
  "example.org", "local",   "onion",    "alt",       "internal",    "home.arpa",
  "localdomain", "lan",     "intranet", "home",      "corp",        "private",
};

/* The last dot of @domain before @end, or NULL. */
static const char *
dot_before (const char *domain, const char *end)
{
  while (end > domain)
    if (*--end == '.')
      return end;
  return NULL;
}

/* Most names differ in their first letter: this is asked for every recipient several times. */
static gboolean
same_name (const char *a, const char *b)
{
  return a[0] == b[0] && strcmp (a, b) == 0;
}

/* No reserved name has more than two labels. */
const char *
reserved_domain_find (const char *ascii_domain)
{
  const char *one = dot_before (ascii_domain, ascii_domain + strlen (ascii_domain));
  const char *two = one != NULL ? dot_before (ascii_domain, one) : NULL;

  one = one != NULL ? one + 1 : ascii_domain;
  two = two != NULL ? two + 1 : ascii_domain;
  for (gsize i = 0; i < G_N_ELEMENTS (reserved_domains); i++)
    if (same_name (reserved_domains[i], one) || same_name (reserved_domains[i], two))
      return reserved_domains[i];
  return NULL;
}
