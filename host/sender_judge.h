/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "dnsbl.h"
#include "sender_report.h"

/* The judges of the sender's report: each makes one point of what the evidence says. */

typedef struct
{
  const SenderQuery *query;
  Evidence *evidence;
  const SenderServer *server; /* (nullable) for judges of a server */
  const DnsblZone *zone;      /* (nullable) for judge_blocklist () */
} JudgeInput;

/* KNOWN: @point is made. PENDING: run me again. UNAVAILABLE: not checked. */
typedef AnswerState SenderJudge (const JudgeInput *in, SenderPoint *point);

SenderJudge judge_domain, judge_spf, judge_dmarc, judge_dkim;
SenderJudge judge_spf_server, judge_reverse_dns, judge_blocklist;
