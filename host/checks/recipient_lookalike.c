/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "domain_judgement.h"
#include "knowledge/mail_provider.h"

/* The variant of the texts, and whether the kind is sure enough to interrupt. */
static const struct
{
  const char *variant;
  gboolean weak;
} kinds[] = {
  [LOOKALIKE_TWIN] = { NULL, FALSE },           [LOOKALIKE_FOREIGN] = { "foreign", FALSE },
  [LOOKALIKE_ENDING] = { "ending", FALSE },     [LOOKALIKE_ADDED] = { "added", TRUE },
  [LOOKALIKE_MIXED] = { "mixed_script", TRUE },
};

/* Names each character beyond ASCII with its code point: to the eye it is another. */
static void
name_characters (Finding *finding, const char *domain)
{
  for (const char *at = domain; *at != '\0'; at = g_utf8_next_char (at))
    if ((guchar) *at >= 0x80)
      {
        gunichar character = g_utf8_get_char (at);
        g_autofree char *name
            = g_strdup_printf ("%.*s (U+%04X)", (int) (g_utf8_next_char (at) - at), at, character);
        finding_param_add (finding, "characters", name);
      }
}

static void
tell (const CheckInput *in, const Lookalike *found, Findings *out)
{
  const Address *address = in->recipient->address;
  Finding *finding = findings_add (out);

  finding->variant = kinds[found->kind].variant;
  if (finding->variant == NULL && known_domain_is_own (in, found->source, found->known->domain))
    finding->variant = "own";
  finding_param (finding, "domain", address->domain);
  if (found->kind == LOOKALIKE_FOREIGN || found->kind == LOOKALIKE_MIXED)
    name_characters (finding, address->domain);
  if (found->word != NULL)
    finding_param (finding, "word", found->word);
  if (found->known != NULL)
    {
      g_autofree char *suggestion
          = g_strdup_printf ("%s@%s", address->local_part, found->known->domain);
      finding_param (finding, "known", found->known->domain);
      finding_suggest (finding, suggestion);
    }
  if (kinds[found->kind].weak)
    finding_weak (finding, 0.5);
}

CheckState
check_recipient_lookalike (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  const DomainJudgement *judgement;

  if (address->ascii_domain == NULL || address->local_part == NULL
      || mail_provider_of_typosquat (address->ascii_domain) != NULL)
    return CHECK_DONE;
  if (domain_judgement_get (in, &judgement) == ANSWER_PENDING)
    return CHECK_PENDING;
  if (!judgement->real && judgement->lookalike.kind != LOOKALIKE_NONE)
    tell (in, &judgement->lookalike, out);
  return CHECK_DONE;
}
