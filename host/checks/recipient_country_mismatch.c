/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "country_signs.h"
#include "evidence/correspondents.h"
#include "knowledge/tld_country.h"
#include "mail/free_mail.h"

static const char *const sign_names[N_SIGNS] = {
#define SIGN(kind, weight, name) name,
#include "country_signs.def"
#undef SIGN
};

typedef struct
{
  Country company; /* COUNTRY_NONE: the signs name none, or contradict each other */
  guint weight;
  gboolean near; /* neighbours, or a form that is met there too */
  const CountrySign *main;
} Verdict;

/* Whether @sign speaks for the domain's country or its kin. */
static gboolean
sign_allows (const CountrySign *sign, Country domain)
{
  for (const char *code = country_sign_set (sign); *code != '\0'; code += code[2] == ' ' ? 3 : 2)
    if (country_kinship (COUNTRY (code[0], code[1]), domain) == KIN_SAME)
      return TRUE;
  return FALSE;
}

static gboolean
sign_is_near (const CountrySign *sign, Country domain)
{
  return country_set_has (sign->fringe, domain)
         || country_kinship (country_set_first (sign->country), domain) == KIN_NEAR;
}

/* A place in a name says nothing without another sign: restaurants, streets and fairs have them
 * too. */
static gboolean
signs_are_names (const CountrySigns *signs)
{
  for (guint i = 0; i < signs->length; i++)
    if (signs->list[i].kind != SIGN_NAME)
      return FALSE;
  return TRUE;
}

/* The country that all signs share; COUNTRY_NONE if there is none. The signs stand with the
 * heaviest kinds first. */
static Country
signs_country (const CountrySigns *signs)
{
  for (const char *code = country_sign_set (&signs->list[0]); *code != '\0';
       code += code[2] == ' ' ? 3 : 2)
    {
      Country country = COUNTRY (code[0], code[1]);
      gboolean shared = TRUE;

      for (guint s = 1; s < signs->length && shared; s++)
        shared = country_set_has (country_sign_set (&signs->list[s]), country)
                 || country_set_has (signs->list[s].fringe, country);
      if (shared)
        return country;
    }
  return COUNTRY_NONE;
}

/* Each kind counts once. */
static guint
signs_weight (const CountrySigns *signs)
{
  guint heaviest[N_SIGNS] = { 0 }, sum = 0;

  for (guint i = 0; i < signs->length; i++)
    heaviest[signs->list[i].kind] = MAX (heaviest[signs->list[i].kind], signs->list[i].weight);
  for (guint i = 0; i < N_SIGNS; i++)
    sum += heaviest[i];
  return sum;
}

static int
sign_compare (gconstpointer a, gconstpointer b)
{
  return (int) ((const CountrySign *) a)->kind - (int) ((const CountrySign *) b)->kind;
}

/* One sign for the domain's country is enough for silence: a firm of two countries is no plain
 * case. */
static gboolean
signs_judge (CountrySigns *signs, Country domain, Verdict *verdict)
{
  *verdict = (Verdict){ .company = COUNTRY_NONE };
  if (signs->length == 0 || signs->domain_is_own || signs_are_names (signs))
    return FALSE;
  for (guint i = 0; i < signs->length; i++)
    {
      if (sign_allows (&signs->list[i], domain))
        return FALSE;
      verdict->near |= sign_is_near (&signs->list[i], domain);
    }
  qsort (signs->list, signs->length, sizeof (CountrySign), sign_compare);
  verdict->main = &signs->list[0];
  verdict->weight = signs_weight (signs);
  verdict->company = signs_country (signs);
  if (verdict->company == COUNTRY_NONE)
    {
      verdict->company = country_set_first (verdict->main->country);
      verdict->near = TRUE;
    }
  return verdict->weight >= SIGN_FAINT;
}

static void
finding_param_set (Finding *finding, const char *name, const char *set)
{
  char **codes = g_strsplit (set, " ", -1);

  for (char **code = codes; *code != NULL; code++)
    finding_param_add (finding, name, *code);
  g_strfreev (codes);
}

static void
tell (const CheckInput *in, const CountrySigns *signs, const Verdict *verdict, Country domain,
      gboolean met, Findings *out)
{
  const Address *address = in->recipient->address;
  Finding *finding = findings_add (out);
  char code[3], tld[3];

  finding_param (finding, "company_country", country_code (verdict->company, code));
  finding_param (finding, "domain_country", country_code (domain, code));
  finding_param (finding, "domain", address->domain);
  finding_param (finding, "tld", address->tld);
  finding_param (finding, "expected_tld", tld_of_country (verdict->company, tld));
  finding_param (finding, "main", sign_names[verdict->main->kind]);
  for (guint i = 0; i < signs->length; i++)
    finding_param_add (finding, "sign", signs->list[i].quote);
  if (verdict->main->kind == SIGN_LEGAL_FORM)
    {
      finding_param (finding, "legal_form", verdict->main->quote);
      finding_param_set (finding, "legal_form_country", country_sign_set (verdict->main));
    }
  finding->variant = verdict->main->weight >= SIGN_PLAIN ? sign_names[verdict->main->kind] : NULL;
  if (verdict->weight < SIGN_PLAIN || verdict->near || met)
    finding_weak (finding, verdict->weight >= SIGN_PLAIN ? 0.6 : 0.4);
}

/* Whether the user and this very address have met: PENDING until that is known. */
static AnswerState
ask_met (const CheckInput *in, const Correspondent **ret_correspondent)
{
  g_autofree char *key = address_key (in->recipient->address);
  const Correspondents *correspondents;
  AnswerState state = evidence_correspondents (in->evidence, "", &correspondents);

  *ret_correspondent = state == ANSWER_KNOWN ? correspondents_find (correspondents, key) : NULL;
  return state;
}

/* A domain that the user or the administrator vouches for, or that tells nothing of a firm. */
static gboolean
domain_is_settled (const CheckInput *in)
{
  const Address *address = in->recipient->address;
  g_autofree char *key = address_key (address);

  return free_mail_has (address) || company_is_own (in, address)
         || policy_set_matches (in->policy->trusted, address->ascii_domain, key);
}

CheckState
check_recipient_country_mismatch (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  Country domain = address->ascii_domain != NULL ? tld_country (address->tld) : COUNTRY_NONE;
  const Correspondent *correspondent;
  CountrySigns signs;
  Verdict verdict;

  if (domain == COUNTRY_NONE || domain_is_settled (in))
    return CHECK_DONE;
  country_signs_gather (in, &signs);
  if (!signs_judge (&signs, domain, &verdict))
    return CHECK_DONE;
  if (ask_met (in, &correspondent) == ANSWER_PENDING)
    return CHECK_PENDING;
  if (correspondent != NULL && correspondent->received > 0)
    return CHECK_DONE; /* somebody has answered from there */
  tell (in, &signs, &verdict, domain, correspondent != NULL && correspondent->sent > 0, out);
  return CHECK_DONE;
}
