/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/command.h"
#include "evidence/resolver.h"

/* What `lastmile sender` was asked for; everything borrowed. */
typedef struct
{
  gboolean json;
  const char *resolver;  /* (nullable) "ADDRESS:PORT" instead of the system's */
  const char *ip;        /* (nullable) */
  const char *selector;  /* (nullable) of DKIM */
  const char *mail_from; /* (nullable) */
  const char *helo;      /* (nullable) */
} SenderRequest;

/* Opens the one that the command line, $LASTMILE_RESOLVER or the policy names: NULL if the DNS may
 * not be asked. FALSE if the command line names none; that has been told then. */
gboolean sender_open_resolver (const SenderRequest *request, Resolver **ret_resolver);

/* `lastmile sender DOMAIN`: how that domain stands as a sender. */
ExitStatus sender_report (const SenderRequest *request, const char *domain_or_address);

/* `lastmile sender spf`: RFC 7208's check_host () and nothing else. */
ExitStatus sender_spf (const SenderRequest *request);
