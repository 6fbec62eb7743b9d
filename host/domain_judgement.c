/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "domain_judgement.h"

static void
find_slip (const KnownDomains *known, const Address *address, DomainJudgement *judgement)
{
  const char *typed = address->ascii_domain;

  judgement->has_slip = domain_typo_find (known->indexes, N_KNOWN_SOURCES, typed, &judgement->slip);
  if (!judgement->has_slip && address->registrable != typed)
    {
      /* "sales.rothwel-pumps.com". A mail service's customers have no domains below it, so those
       * are left out. */
      typed = address->registrable;
      judgement->has_slip
          = domain_typo_find (known->indexes, KNOWN_PROVIDERS, typed, &judgement->slip);
    }
  judgement->slip_length = strlen (typed);
}

static void
judge (const CheckInput *in, DomainJudgement *judgement)
{
  const Address *address = in->recipient->address;
  KnownDomains known;

  known_domains_get (in, &known);
  judgement->lookalike = lookalike_find (&known, address);
  if (judgement->lookalike.kind == LOOKALIKE_NONE && strstr (address->ascii_domain, "xn--") == NULL)
    find_slip (&known, address, judgement);
}

AnswerState
domain_judgement_get (const CheckInput *in, const DomainJudgement **ret_judgement)
{
  Message *cache = (Message *) in->message; /* as known_domains.c does */
  const Address *address = in->recipient->address;
  DomainJudgement *judgement;
  gboolean real;

  if (cache->domain_judgements == NULL)
    cache->domain_judgements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  *ret_judgement = g_hash_table_lookup (cache->domain_judgements, address->ascii_domain);
  if (*ret_judgement != NULL)
    return ANSWER_KNOWN;
  if (known_domains_have (in, address, &real) == ANSWER_PENDING)
    return ANSWER_PENDING;
  judgement = g_new0 (DomainJudgement, 1);
  judgement->real = real;
  if (!real)
    judge (in, judgement);
  g_hash_table_insert (cache->domain_judgements, address->ascii_domain, judgement);
  *ret_judgement = judgement;
  return ANSWER_KNOWN;
}
