/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "knowledge/name_set.h"
#include "mail/domain_below.h"

CheckState
check_recipient_disposable (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;

  if (address->ascii_domain == NULL)
    return CHECK_DONE;
  if (name_set_contains (&disposable_domains, address->ascii_domain)
      || name_set_contains (&disposable_domains, address->registrable))
    finding_param (findings_add (out), "domain", address->domain);
  return CHECK_DONE;
}

/* What is left of a local part when case and separators are taken off: "No-Reply+1" -> "noreply".
 */
static void
local_part_letters (const char *local_part, char *buffer, gsize size)
{
  gsize length = 0;

  for (const char *c = local_part; *c != '\0' && *c != '+' && length + 1 < size; c++)
    if (g_ascii_isalpha (*c))
      buffer[length++] = g_ascii_tolower (*c);
  buffer[length] = '\0';
}

/* In the languages that senders of automatic mail write; the whole local part, since noreplyhotel@
 * may be read. */
static const char *const no_reply_names[] = {
  "noreply",       "noreplies",           "donotreply",
  "dontreply",     "neverreply",          "noresponse",
  "noanswer",      "mailerdaemon",        "bounce",
  "bounces",       "unattended",          "nichtantworten",
  "keineantwort",  "bittenichtantworten", "nepasrepondre",
  "nonrispondere", "noresponder",         "naoresponda",
  "naoresponder",  "nieodpowiadaj",       "autoreply",
  "autoresponder", "noreplyplease",
};

CheckState
check_recipient_no_reply (const CheckInput *in, Findings *out)
{
  char letters[32];

  if (in->recipient->address->local_part == NULL)
    return CHECK_DONE;
  local_part_letters (in->recipient->address->local_part, letters, sizeof letters);
  for (gsize i = 0; i < G_N_ELEMENTS (no_reply_names); i++)
    if (strcmp (letters, no_reply_names[i]) == 0)
      {
        finding_param (findings_add (out), "local_part", in->recipient->address->local_part);
        break;
      }
  return CHECK_DONE;
}

/* Names that the public DNS never delegates: RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC
 * 9476, ICANN's "internal" (2024), and the suffixes that routers and directories hand out at home.
 */
static const char *const reserved_domains[] = {
  "test",        "example", "invalid",  "localhost", "example.com", "example.net",
  "example.org", "local",   "onion",    "alt",       "internal",    "home.arpa",
  "localdomain", "lan",     "intranet", "home",      "corp",        "private",
};

CheckState
check_recipient_reserved_domain (const CheckInput *in, Findings *out)
{
  const char *domain = in->recipient->address->ascii_domain;

  for (gsize i = 0; domain != NULL && i < G_N_ELEMENTS (reserved_domains); i++)
    if (domain_is_below (domain, reserved_domains[i]))
      {
        finding_param (findings_add (out), "reserved", reserved_domains[i]);
        break;
      }
  return CHECK_DONE;
}

CheckState
check_recipient_untrusted (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autofree char *key = NULL;
  Finding *finding;

  if (address->ascii_domain == NULL || g_hash_table_size (in->policy->untrusted) == 0)
    return CHECK_DONE;
  key = address_key (address);
  if (!policy_set_matches (in->policy->untrusted, address->ascii_domain, key))
    return CHECK_DONE;
  finding = findings_add (out);
  finding_param (finding, "domain", address->domain);
  if (in->policy->contact != NULL)
    {
      finding->variant = "contact";
      finding_param (finding, "contact", in->policy->contact);
    }
  return CHECK_DONE;
}
