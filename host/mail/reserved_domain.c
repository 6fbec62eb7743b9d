/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/domain_below.h"
#include "mail/reserved_domain.h"

/* RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's "internal" (2024), and the
 * suffixes that routers and directories hand out at home. */
static const char *const reserved_domains[] = {
  "test",        "example", "invalid",  "localhost", "example.com", "example.net",
  "example.org", "local",   "onion",    "alt",       "internal",    "home.arpa",
  "localdomain", "lan",     "intranet", "home",      "corp",        "private",
};

const char *
reserved_domain_find (const char *ascii_domain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reserved_domains); i++)
    if (domain_is_below (ascii_domain, reserved_domains[i]))
      return reserved_domains[i];
  return NULL;
}
