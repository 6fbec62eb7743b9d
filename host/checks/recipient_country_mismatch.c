/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "country_home.h"
#include "country_signs.h"
#include "country_verdict.h"
#include "evidence/correspondents.h"
#include "knowledge/tld_country.h"

static const char *const sign_names[N_SIGNS] = {
#define SIGN(kind, weight, name) name,
#include "country_signs.def"
#undef SIGN
};

static void
finding_param_set (Finding *finding, const char *name, const char *set)
{
  char **codes = g_strsplit (set, " ", -1);

  for (char **code = codes; *code != NULL; code++)
    finding_param_add (finding, name, *code);
  g_strfreev (codes);
}

/* The ending of the address as it was typed: what is likely wrong. */
static void
finding_mark_tld (Finding *finding, const char *text, const char *at)
{
  const char *dot = strrchr (at, '.');

  if (dot != NULL)
    finding_mark (finding, (gsize) (dot + 1 - text), strlen (dot + 1));
}

static void
tell_signs (Finding *finding, const CountrySigns *signs, const CountrySign *main_sign)
{
  finding_param (finding, "main", sign_names[main_sign->kind]);
  for (guint i = 0; i < signs->length; i++)
    finding_param_add (finding, "sign", signs->list[i].quote);
  if (main_sign->kind == SIGN_LEGAL_FORM)
    {
      finding_param (finding, "legal_form", main_sign->quote);
      finding_param_set (finding, "legal_form_country", country_sign_set (main_sign));
    }
  if (main_sign->weight >= SIGN_PLAIN)
    finding->variant = sign_names[main_sign->kind];
}

static void
tell (const CheckInput *in, const CountrySigns *signs, const CountryVerdict *verdict,
      Country domain, const Correspondents *correspondents, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autofree char *home = country_home_domain (in, verdict->company, correspondents);
  Finding *finding = findings_add (out);
  const char *at = strrchr (address->text, '@');
  char code[3], tld[3];

  finding_param (finding, "company_country", country_code (verdict->company, code));
  finding_param (finding, "domain_country", country_code (domain, code));
  finding_param (finding, "domain", address->domain);
  finding_param (finding, "tld", strrchr (address->domain, '.') + 1);
  finding_param (finding, "expected_tld", tld_of_country (verdict->company, tld));
  tell_signs (finding, signs, verdict->main);
  if (at != NULL)
    finding_mark_tld (finding, address->text, at);
  if (home != NULL)
    {
      g_autofree char *suggestion = g_strconcat (address->local_part, "@", home, NULL);
      finding_suggest (finding, suggestion);
    }
  if (verdict->weight < SIGN_PLAIN && finding->variant == NULL)
    finding->variant = "weak";
  if (verdict->weight < SIGN_PLAIN || verdict->doubt)
    finding_weak (finding, verdict->weight >= SIGN_PLAIN ? 0.6 : 0.4);
}

/* The user's own domain, or one that tells nothing of a firm. */
static gboolean
domain_is_settled (const CheckInput *in)
{
  const Address *address = in->recipient->address;

  return address->is_free_mail || company_is_own (in, address);
}

/* How well the user and this very address know each other: written to once means little, an answer
 * all. */
typedef enum
{
  MET_NEVER,
  MET_WRITTEN,
  MET_ANSWERED,
} Met;

static Met
recipient_met (const CheckInput *in, const Correspondents *correspondents)
{
  g_autofree char *key = address_key (in->recipient->address);
  const Correspondent *known
      = correspondents != NULL ? correspondents_find (correspondents, key) : NULL;

  if (known != NULL && known->received > 0 && correspondent_is_known (known))
    return MET_ANSWERED;
  if (known != NULL && (known->sent > 0 || known->received > 0))
    return MET_WRITTEN;
  if (message_original_has (in->message, in->recipient->address))
    return MET_WRITTEN;
  return MET_NEVER;
}

CheckState
check_recipient_country_mismatch (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  Country domain = address->ascii_domain != NULL ? tld_country (address->tld) : COUNTRY_NONE;
  const Correspondents *correspondents;
  CountrySigns signs;
  CountryVerdict verdict;
  Met met;

  if (domain == COUNTRY_NONE || strchr (address->domain, '.') == NULL || domain_is_settled (in))
    return CHECK_DONE;
  country_signs_gather (in, &signs);
  if (!country_signs_judge (&signs, domain, address, &verdict))
    return CHECK_DONE;
  if (evidence_correspondents (in->evidence, "", &correspondents) == ANSWER_PENDING)
    return CHECK_PENDING;
  met = recipient_met (in, correspondents);
  if (met == MET_ANSWERED)
    return CHECK_DONE;
  verdict.doubt |= met == MET_WRITTEN;
  tell (in, &signs, &verdict, domain, correspondents, out);
  return CHECK_DONE;
}
