/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "knowledge/mail_provider.h"
#include "knowledge/name_set.h"
#include "mail/reserved_domain.h"

CheckState
check_recipient_disposable (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;

  /* Public lists of throw-away services hold domains that lie in wait for a slip: there the typo is
   * what matters. */
  if (address->ascii_domain == NULL || mail_provider_of_typosquat (address->ascii_domain) != NULL
      || mail_provider_of_typosquat (address->registrable) != NULL)
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

CheckState
check_recipient_reserved_domain (const CheckInput *in, Findings *out)
{
  const char *domain = in->recipient->address->ascii_domain;
  const char *reserved = domain != NULL ? reserved_domain_find (domain) : NULL;

  if (reserved != NULL)
    finding_param (findings_add (out), "reserved", reserved);
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
