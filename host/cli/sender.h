/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/command.h"

/* What `lastmile sender` was asked for; everything borrowed. */
typedef struct
{
  gboolean json;
  const char *resolver;  /* (nullable) "ADDRESS:PORT" instead of the system's */
  const char *ip;        /* (nullable) */
  const char *mail_from; /* (nullable) */
  const char *helo;      /* (nullable) */
} SenderRequest;

/* `lastmile sender spf`: RFC 7208's check_host () and nothing else. */
ExitStatus sender_spf (const SenderRequest *request);
