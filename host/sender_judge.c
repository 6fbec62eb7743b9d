/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "dkim_standing.h"
#include "dmarc.h"
#include "mail/reserved_domain.h"
#include "policy.h"
#include "sender_domain.h"
#include "sender_judge.h"
#include "spf.h"

static const char *
domain_of (const JudgeInput *in)
{
  return in->query->message->from->ascii_domain;
}

gboolean
judge_domain_itself (const SenderQuery *query, SenderPoint *point)
{
  const Address *from = query->message->from;

  if (from->is_free_mail)
    sender_point_set (point, POINT_NOT_CHECKED, "free_mail");
  else if (reserved_domain_find (from->ascii_domain) != NULL)
    sender_point_set (point, POINT_NOT_CHECKED, "reserved");
  sender_point_param (point, "domain", from->ascii_domain);
  return point->state == POINT_FINE;
}

AnswerState
judge_domain (const JudgeInput *in, SenderPoint *point)
{
  gboolean exists;
  AnswerState state = sender_domain_exists (in->evidence, domain_of (in), &exists);

  sender_point_param (point, "domain", domain_of (in));
  if (state == ANSWER_KNOWN && !exists)
    sender_point_set (point, POINT_FAULT, "not_found");
  return state;
}

/* --- What the checks of each message say --- */

static void
take_finding (SenderPoint *point, const Finding *finding, const char *outcome)
{
  sender_point_set (point, checks[finding->check].sure == SEVERITY_INFO ? POINT_NOTE : POINT_FAULT,
                    outcome);
  point->variant = finding->variant;
  for (guint i = 0; i < finding->params->len; i++)
    {
      const FindingParam *param = &g_array_index (finding->params, FindingParam, i);
      sender_point_param (point, param->name, g_ptr_array_index (param->values, 0));
    }
}

/* Runs the checks whose ids begin with @prefix; at most one of them has anything to say. What a
 * check says of this machine's outgoing server is not about the domain, and has points of its own.
 */
static AnswerState
judge_by_checks (const JudgeInput *in, SenderPoint *point, const char *prefix)
{
  g_autoptr (Policy) policy = policy_new ();
  g_autoptr (Findings) findings = findings_new ();
  const CheckInput input
      = { .message = in->query->message, .policy = policy, .evidence = in->evidence };
  AnswerState worst = ANSWER_KNOWN;

  for (gsize i = 0; i < N_CHECKS; i++)
    if (g_str_has_prefix (checks[i].id, prefix) && i != CHECK_sender_spf_server_not_authorised)
      {
        CheckState state;

        findings_set_context (findings, (CheckId) i, NULL);
        state = checks[i].func (&input, findings);
        if (state == CHECK_PENDING)
          return ANSWER_PENDING;
        if (state == CHECK_NOT_CHECKED)
          worst = ANSWER_UNAVAILABLE;
      }
  if (findings_length (findings) > 0)
    {
      const Finding *finding = findings_get (findings, 0);
      take_finding (point, finding, checks[finding->check].id + strlen (prefix));
      return ANSWER_KNOWN;
    }
  return worst;
}

AnswerState
judge_spf (const JudgeInput *in, SenderPoint *point)
{
  g_autoptr (GPtrArray) records = NULL;
  AnswerState state = judge_by_checks (in, point, "sender_spf_");

  if (state != ANSWER_KNOWN || point->state != POINT_FINE)
    return state;
  state = spf_records_of (in->evidence, domain_of (in), &records);
  if (state == ANSWER_KNOWN && records->len > 0)
    sender_point_param (point, "record", g_ptr_array_index (records, 0));
  return state;
}

AnswerState
judge_dmarc (const JudgeInput *in, SenderPoint *point)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  AnswerState state = judge_by_checks (in, point, "sender_dmarc_");

  if (state != ANSWER_KNOWN)
    return state;
  state = dmarc_discover (in->evidence, domain_of (in), &discovery);
  if (state == ANSWER_KNOWN && discovery.found && sender_point_find (point, "record") == NULL)
    sender_point_param (point, "record", discovery.text);
  return state;
}

/* --- DKIM --- */

static void
add_detail (gpointer point, const char *name, const char *value)
{
  sender_point_param (point, name, value);
}

AnswerState
judge_dkim (const JudgeInput *in, SenderPoint *point)
{
  static const PointState states[] = {
    [DKIM_STANDS_FINE] = POINT_FINE,           [DKIM_STANDS_MISSING] = POINT_FAULT,
    [DKIM_STANDS_REVOKED] = POINT_FAULT,       [DKIM_STANDS_SYNTAX] = POINT_FAULT,
    [DKIM_STANDS_WEAK_KEY] = POINT_FAULT,      [DKIM_STANDS_TESTING] = POINT_NOTE,
    [DKIM_STANDS_REPLACED] = POINT_NOT_CHECKED, [DKIM_STANDS_NOT_FOUND] = POINT_NOT_CHECKED,
  };
  const char *selector = in->query->selector;
  g_auto (DkimKeyStanding) key = { 0 };
  DkimStanding standing;
  AnswerState state
      = selector != NULL
            ? dkim_standing_of (in->evidence, domain_of (in), selector, &standing, &key)
            : dkim_standing (in->evidence, domain_of (in), TRUE, &standing, &key);

  if (state != ANSWER_KNOWN)
    return state;
  sender_point_set (point, states[standing], dkim_standing_name (standing));
  dkim_standing_tell (&key, add_detail, point);
  if (key.domain == NULL)
    sender_point_param (point, "domain", domain_of (in));
  if (key.seen_at > 0)
    point->variant = "learned";
  return ANSWER_KNOWN;
}
