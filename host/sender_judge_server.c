/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/spf_include.h"
#include "reverse_dns.h"
#include "sender_domain.h"
#include "sender_judge.h"
#include "spf.h"
#include "spf_provider.h"
#include "spf_standing.h"

/* What is said of an outgoing server and of each of its addresses. */

AnswerState
judge_server (const JudgeInput *in, SenderPoint *point)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (SenderServer));
  AnswerState state = sender_server_find (in->evidence, in->server_name, addresses);

  sender_point_param (point, "server", in->server_name);
  if (state == ANSWER_KNOWN && addresses->len == 0)
    sender_point_set (point, POINT_FAULT, "not_found");
  return state;
}

/* Says so in @point if another domain than From's stands in the envelope: receivers ask for that
 * one's SPF record. */
static AnswerState
judge_envelope (const JudgeInput *in, SenderPoint *point, gboolean *ret_said)
{
  const char *domain = in->query->message->from->ascii_domain, *envelope;
  AnswerState state = sender_domain_envelope (in->evidence, domain, &envelope);

  sender_point_param (point, "domain", domain);
  *ret_said = state == ANSWER_KNOWN && envelope != NULL;
  if (!*ret_said)
    return state;
  sender_point_set (point, POINT_NOT_CHECKED, "other_envelope");
  sender_point_param (point, "envelope", envelope);
  return state;
}

/* Of a provider that nothing is known of, and of a domain whose record other points find fault
 * with, nothing can be said here. */
AnswerState
judge_spf_provider (const JudgeInput *in, SenderPoint *point)
{
  const Address *from = in->query->message->from;
  const char *includes = spf_includes_of_server (in->server_name);
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  g_auto (SpfProvider) provider = { 0 };
  SpfStanding standing = SPF_STANDS_FINE;
  gboolean said;
  AnswerState state = judge_envelope (in, point, &said);

  sender_point_param (point, "server", in->server_name);
  if (state != ANSWER_KNOWN || said)
    return state;
  state = spf_standing (in->evidence, from->ascii_domain, &standing, &verdict);
  sender_point_set (point, POINT_NOT_CHECKED, "provider_unknown");
  if (state != ANSWER_KNOWN || includes == NULL || standing != SPF_STANDS_FINE)
    return state;
  state = spf_provider_check (in->evidence, from->ascii_domain, from->text, includes, &provider);
  if (state != ANSWER_KNOWN)
    return state == ANSWER_ABSENT ? ANSWER_KNOWN : state;
  sender_point_set (point, provider.authorised ? POINT_FINE : POINT_FAULT,
                    provider.authorised ? "server_authorised" : "server_not_authorised");
  if (provider.authorised)
    return state;
  point->variant = provider.right_record != NULL ? "provider" : "provider_full";
  sender_point_param (point, "result", spf_result_name (provider.result));
  sender_point_param (point, "include", provider.include);
  sender_point_param (point, "record", provider.record);
  if (provider.right_record != NULL)
    sender_point_param (point, "right_record", provider.right_record);
  return state;
}

AnswerState
judge_spf_server (const JudgeInput *in, SenderPoint *point)
{
  const Address *from = in->query->message->from;
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  SpfInput input = { .six = in->server->six, .mail_from = from->text, .helo = from->ascii_domain };
  gboolean said;
  AnswerState state = judge_envelope (in, point, &said);

  sender_point_param (point, "server", in->server->text);
  if (state != ANSWER_KNOWN || said)
    return state;
  memcpy (input.address, in->server->address, sizeof input.address);
  state = spf_check_host (in->evidence, &input, &verdict);
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
      = dnsbl_ask (in->evidence, in->list, in->server->address, in->server->six, &result);

  sender_point_param (point, "server", in->server->text);
  sender_point_param (point, "zone", in->list->zone);
  if (state == ANSWER_KNOWN)
    sender_point_set (point, outcomes[result].state, outcomes[result].outcome);
  return state;
}

AnswerState
judge_domain_blocklist (const JudgeInput *in, SenderPoint *point)
{
  static const struct
  {
    PointState state;
    const char *outcome;
  } outcomes[] = {
    [DNSBL_NOT_LISTED] = { POINT_FINE, "domain_fine" },
    [DNSBL_LISTED] = { POINT_FAULT, "domain_listed" },
    [DNSBL_NOT_CHECKABLE] = { POINT_NOT_CHECKED, "domain_refused" },
  };
  const char *domain = in->query->message->from->registrable;
  DnsblResult result;
  AnswerState state = dnsbl_ask_domain (in->evidence, in->list, domain, &result);

  sender_point_param (point, "domain", domain);
  sender_point_param (point, "zone", in->list->zone);
  if (state == ANSWER_KNOWN)
    sender_point_set (point, outcomes[result].state, outcomes[result].outcome);
  return state;
}
