/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy.h"
#include "sender_report.h"
#include "store.h"

/* Keeps @report in @store, as far as @policy lets anything be kept, and adds to it what is known of
 * before: since when each point stands so, and what changed since the look at the moment @since
 * (seconds since 1970; 0: the last one). The report is whole without it: what goes wrong is an
 * error beside it (HISTORY_FAILED). */
void sender_history_note (Store *store, const Policy *policy, gint64 since, SenderReport *report,
                          GError **error);
