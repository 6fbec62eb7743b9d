/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/outgoing_probe.h"
#include "outgoing_verdict.h"
#include "sender_judge.h"

/* What a try of the outgoing server says, in the order of its conversation: the server answers, the
 * connection is encrypted, the certificate is trusted, one can log in. */

static void
add_detail (gpointer point, const char *name, const char *value)
{
  sender_point_param (point, name, value);
}

/* KNOWN: *ret_probe is set, and what it says is in the point. */
static AnswerState
try_server (const JudgeInput *in, SenderPoint *point, const OutgoingProbe **ret_probe)
{
  const OutgoingQuestion *question = &in->query->outgoing;
  g_autofree char *key = outgoing_key (TRY_ASKED, "", question);
  g_autofree char *port = g_strdup_printf ("%u", question->port);
  AnswerState state = evidence_outgoing_probe (in->evidence, key, ret_probe);

  sender_point_param (point, "host", question->host);
  sender_point_param (point, "port", port);
  if (state == ANSWER_KNOWN)
    outgoing_details (*ret_probe, add_detail, point);
  return state;
}

/* @variant (nullable): what is wrong. @was_seen: the try came so far. */
static void
set_point (SenderPoint *point, const char *variant, const char *fault, gboolean was_seen,
           const char *fine)
{
  if (variant != NULL)
    {
      sender_point_set (point, POINT_FAULT, fault);
      point->variant = variant;
    }
  else if (was_seen)
    sender_point_set (point, POINT_FINE, fine);
  else
    {
      sender_point_set (point, POINT_NOT_CHECKED, "not_checked");
      point->why = "smtp_ended";
    }
}

AnswerState
judge_smtp_reach (const JudgeInput *in, SenderPoint *point)
{
  const OutgoingProbe *probe;
  AnswerState state = try_server (in, point, &probe);

  if (state == ANSWER_KNOWN)
    set_point (point, outgoing_unreachable (probe), "unreachable", TRUE, "reached");
  return state;
}

AnswerState
judge_smtp_tls (const JudgeInput *in, SenderPoint *point)
{
  const OutgoingProbe *probe;
  AnswerState state = try_server (in, point, &probe);

  if (state != ANSWER_KNOWN)
    return state;
  set_point (point, outgoing_unencrypted (probe), "tls", probe->tls != NULL, "encrypted");
  if (probe->capable && probe->tls == NULL)
    {
      sender_point_set (point, POINT_NOTE, "open");
      point->why = NULL;
    }
  return state;
}

AnswerState
judge_smtp_certificate (const JudgeInput *in, SenderPoint *point)
{
  const OutgoingProbe *probe;
  AnswerState state = try_server (in, point, &probe);

  if (state != ANSWER_KNOWN)
    return state;
  set_point (point, outgoing_mistrusted (probe), "certificate", probe->tls != NULL, "trusted");
  if (probe->capable && probe->tls == NULL)
    point->why = "smtp_open";
  return state;
}

AnswerState
judge_smtp_login (const JudgeInput *in, SenderPoint *point)
{
  const OutgoingProbe *probe;
  AnswerState state = try_server (in, point, &probe);

  if (state != ANSWER_KNOWN)
    return state;
  set_point (point, NULL, NULL, probe->capable, "login_offered");
  if (probe->capable && probe->auth->len == 0)
    sender_point_set (point, POINT_NOTE, "login_none");
  return state;
}

AnswerState
judge_smtp_size (const JudgeInput *in, SenderPoint *point)
{
  const OutgoingProbe *probe;
  AnswerState state = try_server (in, point, &probe);

  if (state == ANSWER_KNOWN)
    set_point (point, NULL, NULL, probe->capable, probe->size > 0 ? "size" : "size_unknown");
  return state;
}
