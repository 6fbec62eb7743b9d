/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "reverse_dns.h"
#include "sender_judge.h"
#include "spf.h"

/* What is said of each address of the outgoing server. */

AnswerState
judge_spf_server (const JudgeInput *in, SenderPoint *point)
{
  const Address *from = in->query->message->from;
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  SpfInput input = { .six = in->server->six, .mail_from = from->text, .helo = from->ascii_domain };
  AnswerState state;

  memcpy (input.address, in->server->address, sizeof input.address);
  state = spf_check_host (in->evidence, &input, &verdict);
  sender_point_param (point, "server", in->server->text);
  sender_point_param (point, "domain", from->ascii_domain);
  if (state != ANSWER_KNOWN)
    return state;
  if (verdict.result == SPF_RESULT_TEMPERROR)
    return ANSWER_UNAVAILABLE;
  sender_point_param (point, "result", spf_result_name (verdict.result));
  if (verdict.result == SPF_RESULT_PASS)
    sender_point_set (point, POINT_FINE, "server_authorised");
  else
    sender_point_set (point, POINT_FAULT, "server_not_authorised");
  return ANSWER_KNOWN;
}

AnswerState
judge_reverse_dns (const JudgeInput *in, SenderPoint *point)
{
  static const char *const outcomes[] = { "fine", "missing", "unconfirmed" };
  ReverseDns reverse;
  const char *name;
  AnswerState state
      = reverse_dns (in->evidence, in->server->address, in->server->six, &reverse, &name);

  sender_point_param (point, "server", in->server->text);
  if (state != ANSWER_KNOWN)
    return state;
  if (name != NULL)
    sender_point_param (point, "name", name);
  sender_point_set (point, reverse == REVERSE_CONFIRMED ? POINT_FINE : POINT_FAULT,
                    outcomes[reverse]);
  return ANSWER_KNOWN;
}

AnswerState
judge_blocklist (const JudgeInput *in, SenderPoint *point)
{
  static const struct
  {
    PointState state;
    const char *outcome;
  } outcomes[] = {
    [DNSBL_NOT_LISTED] = { POINT_FINE, "fine" },
    [DNSBL_LISTED] = { POINT_FAULT, "listed" },
    [DNSBL_NOT_CHECKABLE] = { POINT_NOT_CHECKED, "refused" },
  };
  DnsblResult result;
  AnswerState state
      = dnsbl_ask (in->evidence, in->zone, in->server->address, in->server->six, &result);

  sender_point_param (point, "server", in->server->text);
  sender_point_param (point, "zone", in->zone->zone);
  if (state == ANSWER_KNOWN)
    sender_point_set (point, outcomes[result].state, outcomes[result].outcome);
  return state;
}
