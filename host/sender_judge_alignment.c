/* SPDX-License-Identifier: MPL-2.0 */
#include "dmarc_alignment.h"
#include "sender_domain.h"
#include "sender_judge.h"

/* Whether DMARC finds From's domain in what SPF and DKIM authenticate (RFC 9989 4.4). That one way
 * is not known is no fault, nor that nothing is: as Thunderbird sends, the envelope is From's, and
 * a server seldom changes that. */

/* [spf][dkim] */
static const struct
{
  PointState state;
  const char *outcome;
  const char *variant; /* (nullable) */
} outcomes[][3] = {
  [ALIGNMENT_UNKNOWN] = {
    [ALIGNMENT_UNKNOWN] = { POINT_NOT_CHECKED, "not_learned" },
    [ALIGNMENT_YES] = { POINT_FINE, "by_dkim" },
    [ALIGNMENT_NO] = { POINT_NOTE, "not_by_dkim", "assumed" },
  },
  [ALIGNMENT_YES] = {
    [ALIGNMENT_UNKNOWN] = { POINT_FINE, "by_spf" },
    [ALIGNMENT_YES] = { POINT_FINE, "by_both" },
    [ALIGNMENT_NO] = { POINT_NOTE, "not_by_dkim" },
  },
  [ALIGNMENT_NO] = {
    [ALIGNMENT_UNKNOWN] = { POINT_NOT_CHECKED, "dkim_not_learned" },
    [ALIGNMENT_YES] = { POINT_NOTE, "not_by_spf" },
    [ALIGNMENT_NO] = { POINT_FAULT, "neither" },
  },
};

AnswerState
judge_alignment (const JudgeInput *in, SenderPoint *point)
{
  const char *domain = in->query->message->from->ascii_domain;
  g_auto (DmarcAlignment) found = { ALIGNMENT_UNKNOWN };
  g_autofree char *seen = NULL;
  AnswerState state = dmarc_alignment_find (in->evidence, domain, &found);

  sender_point_param (point, "domain", domain);
  if (state != ANSWER_KNOWN)
    return state;
  sender_point_set (point, outcomes[found.spf][found.dkim].state,
                    outcomes[found.spf][found.dkim].outcome);
  point->variant = outcomes[found.spf][found.dkim].variant;
  if (point->state == POINT_FAULT && found.policy == DMARC_NONE)
    point->variant = "no_policy";
  if (found.envelope != NULL)
    sender_point_param (point, "envelope", found.envelope);
  if (found.signer != NULL)
    sender_point_param (point, "signer", found.signer);
  seen = found.seen_at > 0 ? sender_domain_day (found.seen_at) : NULL;
  if (seen != NULL)
    sender_point_param (point, "seen", seen);
  sender_point_param (point, "policy", dmarc_policy_name (found.policy));
  return ANSWER_KNOWN;
}
