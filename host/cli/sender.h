/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/command.h"
#include "evidence/resolver.h"
#include "policy_load.h"
#include "probe_outgoing.h"

/* What `lastmile sender` was asked for; everything borrowed. */
typedef struct
{
  gboolean json;
  const char *resolver;  /* (nullable) "ADDRESS:PORT" instead of the system's */
  const char *ip;        /* (nullable) */
  const char *selector;  /* (nullable) of DKIM */
  const char *smtp;      /* (nullable) "HOST:PORT" of the outgoing server */
  const char *security;  /* (nullable) one of outgoing_securities; NULL: what its port is for */
  const char *ca;        /* (nullable) a file of authorities */
  const char *mail_from; /* (nullable) */
  const char *helo;      /* (nullable) */
  gboolean history;      /* what is kept of the domain instead of a report */
  gboolean forget;       /* erases that */
} SenderRequest;

/* The policy in force. Free with policy_in_force_free (). */
PolicyInForce *sender_load_policy (void);

/* The outgoing server that @request names; without one, *ret_question has no host. FALSE: it
 * was told what is wrong. Clear *ret_question in any case. */
gboolean sender_read_outgoing (const SenderRequest *request, OutgoingQuestion *ret_question);

/* `lastmile sender DOMAIN`: how that domain stands as a sender. */
ExitStatus sender_report (const SenderRequest *request, const char *domain_or_address);

/* `lastmile sender DOMAIN --history`: how it stood, stretch by stretch. */
ExitStatus sender_show_history (const SenderRequest *request, const char *domain_or_address);

/* `lastmile sender DOMAIN --forget`: erases that. */
ExitStatus sender_forget_history (const SenderRequest *request, const char *domain_or_address);

/* Says on stderr that the history could not be read or written. */
void sender_history_failed (const GError *error);

/* `lastmile sender spf`: RFC 7208's check_host () and nothing else. */
ExitStatus sender_spf (const SenderRequest *request);
