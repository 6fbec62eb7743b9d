/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "evidence/evidence.h"

/* The replies that show what the host keeps for the user. Free with g_free (). */

/* What the store and the profile hold; what cannot be read is told in its `problems`. */
char *status_reply (gint64 id, const Sources *sources);

/* @list: Dismissal, the newest first; of a list that no frame holds, the oldest are left out. */
char *status_dismissals (gint64 id, const GPtrArray *list);
