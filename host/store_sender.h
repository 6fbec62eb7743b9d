/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_report.h"
#include "store.h"

/* How domains stood as senders of mail: one row for each stretch of time in which a point of the
 * report stood the same. A point that could not be checked neither ends a stretch nor makes it
 * longer. What holds of a Store (store.h) holds here. */

/* Keeps what @report says, all of it or nothing, and forgets what was last seen more than
 * @keep_days ago. Fills in what the history adds to it: since and was of each point, and what
 * changed since the look at the moment @since (seconds since 1970; 0: the last one before this). Of
 * a report without any point that could be checked nothing is kept. */
gboolean store_sender_note (Store *store, SenderReport *report, gint64 since, guint keep_days,
                            GError **error);

/* SenderStretch of @domain (A-labels), point by point, each point's newest first; the array frees
 * them. NULL on failure; empty if there is none. */
GPtrArray *store_sender_list (Store *store, const char *domain, GError **error);

/* Erases what is kept of @domain; its bytes are gone from the file, too. */
gboolean store_sender_forget (Store *store, const char *domain, GError **error);
