/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_point.h"

/* How a domain stands as a sender of mail, point by point, and what that makes out of ten. */

/* A part of the score: an area counts by the worst of its points that could be checked. */
typedef struct
{
  const char *area; /* (static) */
  double got;
  double of; /* 0: nothing of it could be checked, and it does not count */
} SenderScore;

/* Whether the report was kept, and compared with what was kept before. */
typedef enum
{
  HISTORY_OFF, /* the policy wants nothing kept */
  HISTORY_KEPT,
  HISTORY_FAILED,
} SenderHistory;

typedef struct
{
  char *domain;      /* A-labels */
  char *name;        /* the same for people, in U-labels */
  GPtrArray *points; /* SenderPoint */
  GArray *parts;     /* SenderScore */
  double score;      /* out of 10; -1 if nothing could be checked */
  gint64 checked_at; /* seconds since 1970 */
  SenderHistory history;
  gint64 compared_with; /* the look that changes are counted from; 0: there was none */
} SenderReport;

/* Without points yet. */
SenderReport *sender_report_new (const char *domain, const char *name);
void sender_report_free (SenderReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderReport, sender_report_free)

/* Once all points are there. */
void sender_report_add_scores (SenderReport *report);

/* Takes back what was filled in of the history. */
void sender_report_drop_history (SenderReport *report);

gboolean sender_report_has_fault (const SenderReport *report);
