/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/command.h"
#include "evidence/resolver.h"
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
} SenderRequest;

/* Opens the one that the command line, $LASTMILE_RESOLVER or the policy names: NULL if the DNS may
 * not be asked. FALSE if the one that counts is none; that has been told then. */
gboolean sender_open_resolver (const SenderRequest *request, Resolver **ret_resolver);

/* The outgoing server that @request names; without one, *ret_question has no host. FALSE: it
 * was told what is wrong. Clear *ret_question in any case. */
gboolean sender_read_outgoing (const SenderRequest *request, OutgoingQuestion *ret_question);

/* `lastmile sender DOMAIN`: how that domain stands as a sender. */
ExitStatus sender_report (const SenderRequest *request, const char *domain_or_address);

/* `lastmile sender spf`: RFC 7208's check_host () and nothing else. */
ExitStatus sender_spf (const SenderRequest *request);
