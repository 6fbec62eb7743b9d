/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/domain_below.h"
#include "mail/ip_range.h"
#include "spf_eval.h"

/* The mechanisms of RFC 7208 5, but for include. */

static SpfStep
match_ip (const Spf *spf, const SpfTerm *term)
{
  gboolean six = term->mechanism == SPF_IP6;

  if (six != spf->input->six)
    return SPF_NO_MATCH;
  return ip_prefix_equal (spf->input->address, term->address, six ? term->prefix6 : term->prefix4)
             ? SPF_MATCH
             : SPF_NO_MATCH;
}

static gboolean
addresses_hold (const Spf *spf, const SpfTerm *term, const DnsAnswer *answer)
{
  for (guint i = 0; i < answer->records->len; i++)
    if (ip_prefix_equal (spf->input->address, dns_answer_record (answer, i)->address,
                         spf->input->six ? term->prefix6 : term->prefix4))
      return TRUE;
  return FALSE;
}

/* 5.3; also the addresses of each mail server of 5.4. */
static SpfStep
match_host (Spf *spf, const SpfTerm *term, const char *host)
{
  const DnsAnswer *answer;
  SpfStep step = spf_ask (spf, spf->input->six ? DNS_AAAA : DNS_A, host, &answer);

  if (step != SPF_MATCH)
    return step;
  return addresses_hold (spf, term, answer) ? SPF_MATCH : SPF_NO_MATCH;
}

/* 5.4. All servers are asked for before any is waited for. */
static SpfStep
match_mx (Spf *spf, const SpfTerm *term, const char *name)
{
  const DnsAnswer *answer;
  SpfStep step = spf_ask (spf, DNS_MX, name, &answer);
  gboolean pending = FALSE;

  if (step != SPF_MATCH)
    return step;
  if (answer->records->len > SPF_MAX_MX)
    return spf_problem (spf, SPF_PROBLEM_TOO_MANY_MX, name);
  for (guint i = 0; i < answer->records->len; i++)
    {
      const char *host = dns_answer_record (answer, i)->name;
      if (*host == '\0')
        continue; /* a null MX (RFC 7505) */
      step = match_host (spf, term, host);
      pending |= step == SPF_PENDING;
      if (step != SPF_NO_MATCH && step != SPF_PENDING)
        return pending ? SPF_PENDING : step;
    }
  return pending ? SPF_PENDING : SPF_NO_MATCH;
}

/* 5.5 */
static SpfStep
match_ptr (Spf *spf, const char *name)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *parent = g_ascii_strdown (name, -1);
  SpfStep step = spf_validated_names (spf, TRUE, &names);

  if (step != SPF_MATCH)
    return step;
  for (guint i = 0; i < names->len; i++)
    if (domain_is_below (g_ptr_array_index (names, i), parent))
      return SPF_MATCH;
  return SPF_NO_MATCH;
}

/* 5.7: always by an A record, whatever the sender's address. */
static SpfStep
match_exists (Spf *spf, const char *name)
{
  const DnsAnswer *answer;
  SpfStep step = spf_ask (spf, DNS_A, name, &answer);

  if (step != SPF_MATCH)
    return step;
  return answer->status == DNS_FOUND ? SPF_MATCH : SPF_NO_MATCH;
}

static SpfStep
match_named (Spf *spf, const SpfTerm *term, const char *name)
{
  switch (term->mechanism)
    {
    case SPF_A:
      return match_host (spf, term, name);
    case SPF_MX:
      return match_mx (spf, term, name);
    case SPF_PTR:
      return match_ptr (spf, name);
    case SPF_EXISTS:
      return match_exists (spf, name);
    case SPF_ALL:
    case SPF_INCLUDE:
    case SPF_IP4:
    case SPF_IP6:
      break;
    }
  g_return_val_if_reached (SPF_PERM);
}

SpfStep
spf_term_match (Spf *spf, const SpfTerm *term, const char *domain)
{
  g_autofree char *name = NULL;
  SpfStep step;

  if (term->mechanism == SPF_ALL)
    return SPF_MATCH;
  if (term->mechanism == SPF_IP4 || term->mechanism == SPF_IP6)
    return match_ip (spf, term);
  step = spf_count_lookup (spf);
  if (step != SPF_NO_MATCH)
    return step;
  step = spf_expand_domain (spf, term->domain, domain, &name);
  return step == SPF_MATCH ? match_named (spf, term, name) : step;
}
