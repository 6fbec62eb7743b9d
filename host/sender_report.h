/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "message.h"
#include "sender_point.h"

/* How a domain stands as a sender of mail, point by point: SPF and DMARC by the checks that also
 * look at each message (checks/sender_spf.c, sender_dmarc.c), DKIM, and for each address of an
 * outgoing server SPF's verdict, its name and the blocklists. */

typedef struct
{
  const char *text;   /* as given */
  guint8 address[16]; /* network byte order; an IPv4 address in the first 4 */
  gboolean six;
} SenderServer;

typedef struct
{
  const Message *message; /* (borrowed) From is at the domain */
  const char *selector;   /* (nullable) (borrowed) the DKIM selector in use */
  const GArray *servers;  /* (borrowed) SenderServer */
} SenderQuery;

/* A part of the score: an area counts by the worst of its points that could be checked. */
typedef struct
{
  const char *area; /* (static) */
  double got;
  double of; /* 0: nothing of it could be checked, and it does not count */
} SenderScore;

typedef struct
{
  GPtrArray *points; /* SenderPoint */
  GArray *parts;     /* SenderScore */
  double score;      /* out of 10; -1 if nothing could be checked */
} SenderReport;

/* Waits on the default main context for at most @deadline_ms; what is not known then is "not
 * checked" for "deadline". Of a domain that does not exist that is the only point. */
SenderReport *sender_report_make (Sources *sources, const SenderQuery *query, guint deadline_ms);

void sender_report_free (SenderReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderReport, sender_report_free)
