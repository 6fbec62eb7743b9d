/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "dnsbl.h"
#include "sender_point.h"
#include "sender_query.h"
#include "sender_server.h"

/* The judges of the sender's report: each makes one point of what the evidence says. */

typedef struct
{
  const SenderQuery *query;
  Evidence *evidence;
  const char *server_name;    /* (nullable) for judge_server () */
  const SenderServer *server; /* (nullable) for judges of an address */
  const Blocklist *list;      /* (nullable) for judges of a blocklist */
} JudgeInput;

/* KNOWN: @point is made. PENDING: run me again. UNAVAILABLE: not checked. */
typedef AnswerState SenderJudge (const JudgeInput *in, SenderPoint *point);

SenderJudge judge_domain, judge_spf, judge_dmarc, judge_dkim, judge_alignment;
SenderJudge judge_server, judge_spf_provider, judge_spf_server, judge_reverse_dns, judge_blocklist,
    judge_domain_blocklist;
SenderJudge judge_smtp_reach, judge_smtp_tls, judge_smtp_certificate, judge_smtp_login,
    judge_smtp_size;

/* Whether the domain is one whose records can be judged at all; otherwise @point says why not. */
gboolean judge_domain_itself (const SenderQuery *query, SenderPoint *point);
