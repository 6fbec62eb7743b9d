/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dns.h"
#include "spf_standing.h"

/* One of each of two networks that are nobody's: a record may hold one of them by a slip. */
static const guint8 nobodys[][4] = { { 192, 0, 2, 1 }, { 198, 51, 100, 1 } };

static const struct
{
  SpfProblem problem;
  SpfStanding standing;
} problems[] = {
  { SPF_PROBLEM_SYNTAX, SPF_STANDS_SYNTAX },
  { SPF_PROBLEM_SEVERAL, SPF_STANDS_SEVERAL },
  { SPF_PROBLEM_TOO_MANY_LOOKUPS, SPF_STANDS_TOO_MANY_LOOKUPS },
  { SPF_PROBLEM_TOO_MANY_VOID, SPF_STANDS_TOO_MANY_VOID },
  { SPF_PROBLEM_NO_RECORD, SPF_STANDS_BROKEN_INCLUDE },
};

const char *
spf_standing_name (SpfStanding standing)
{
  static const char *const names[]
      = { "fine",          "no_domain",      "missing", "several", "syntax", "too_many_lookups",
          "too_many_void", "broken_include", "pass_all" };
  return names[standing];
}

static AnswerState
evaluate (Evidence *evidence, const char *domain, const guint8 *address, SpfVerdict *ret_verdict)
{
  g_autofree char *mail_from = g_strconcat ("postmaster@", domain, NULL);
  SpfInput input = { .mail_from = mail_from, .helo = domain, .stand_in = TRUE };

  memcpy (input.address, address, 4);
  return spf_check_host (evidence, &input, ret_verdict);
}

static AnswerState
judge_absence (Evidence *evidence, const char *domain, SpfStanding *ret_standing)
{
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_TXT, domain, &answer);

  if (state == ANSWER_KNOWN)
    *ret_standing = answer->status == DNS_NXDOMAIN ? SPF_STANDS_NO_DOMAIN : SPF_STANDS_MISSING;
  return state;
}

/* What depends on the server that sends (the number of mail servers) is not judged here. */
static SpfStanding
standing_of (SpfProblem problem)
{
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    if (problems[i].problem == problem)
      return problems[i].standing;
  return SPF_STANDS_FINE;
}

AnswerState
spf_standing (Evidence *evidence, const char *domain, SpfStanding *ret_standing,
              SpfVerdict *ret_verdict)
{
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE }, other = { SPF_RESULT_NONE };
  AnswerState state = evaluate (evidence, domain, nobodys[0], &verdict);

  if (state != ANSWER_KNOWN)
    return state;
  if (verdict.result == SPF_RESULT_TEMPERROR)
    return ANSWER_UNAVAILABLE;
  if (verdict.result == SPF_RESULT_NONE)
    return judge_absence (evidence, domain, ret_standing);
  *ret_standing = standing_of (verdict.problem);
  if (verdict.result == SPF_RESULT_PASS)
    {
      state = evaluate (evidence, domain, nobodys[1], &other);
      if (state != ANSWER_KNOWN)
        return state;
      if (other.result == SPF_RESULT_PASS)
        *ret_standing = SPF_STANDS_PASS_ALL;
    }
  *ret_verdict = verdict;
  verdict = (SpfVerdict){ SPF_RESULT_NONE };
  return ANSWER_KNOWN;
}
