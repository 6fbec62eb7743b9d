/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "run.h"

/* One message under check in a session: runs at once as far as it gets, reports that, then waits
 * for evidence until all is said, the deadline has come, or it is cancelled. Every checking ends in
 * exactly one final report. */

typedef struct Checking Checking;

/* There is something to report: run_findings () of checking_run (). @final: it is the last report,
 * and @checking may be freed in this call. */
typedef void CheckingReport (Checking *checking, gboolean final, gpointer data);

/* Takes over @message; @policy and @sources are borrowed and outlive it. */
Checking *checking_new (gint64 id, Message *message, const Policy *policy, Sources *sources,
                        CheckingReport *report, gpointer data);

gint64 checking_id (const Checking *checking);
const Policy *checking_policy (const Checking *checking);
Run *checking_run (Checking *checking);

/* Reports nothing any more. */
void checking_free (Checking *checking);

/* The first report comes from within this call; @deadline_ms counts from it. */
void checking_start (Checking *checking, guint deadline_ms);

/* Stops it: what is pending is not checked because of @why (static). No report follows; the caller
 * makes the last one. */
void checking_stop (Checking *checking, const char *why);
