/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "evidence/evidence.h"

/* The replies that show what the host keeps for the user. Free with g_free (). */

/* Sharing with a team. */
typedef struct
{
  gboolean named;   /* the policy names a database */
  gboolean away;    /* the last try failed */
  gint64 shared_at; /* seconds since 1970: the last time in step; 0: never */
} TeamState;

/* What the store and the profile hold, and how sharing stands; what cannot be read is told in its
 * `problems`. */
char *status_reply (gint64 id, const Sources *sources, const TeamState *team);

/* @list: Dismissal, the newest first; of a list that no frame holds, the oldest are left out. */
char *status_dismissals (gint64 id, const GPtrArray *list);
