/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"

/* One message's way through the checks:
 *
 *   run the checks -> fetch everything that was asked for and is pending, all at once -> run the pending checks again
 *
 * until nothing is pending or the caller says that time is up. What is still pending then is reported as "not
 * checked", never as fine. */

typedef struct
{
  CheckId check;
  const Recipient *recipient; /* (nullable) (borrowed from the message) */
  const char *why;            /* (static) "deadline", or the source's reason */
} NotChecked;

typedef struct Run Run;

/* Called from the main loop when evidence arrived after run_step () had returned TRUE: call run_step () again (from an idle
 * source or at once). */
typedef void RunWoken (Run *run, gpointer data);

/* @message, @policy and @sources are borrowed and outlive the run. @woken may be NULL. */
Run *run_new (const Message *message, const Policy *policy, Sources *sources, RunWoken *woken, gpointer data);
void run_free (Run *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* Goes as far as it gets without waiting. TRUE: something is pending. FALSE: all is said. */
gboolean run_step (Run *run);

/* Time is up: what is pending after a step becomes "not checked". */
void run_expire (Run *run);

/* The same for another reason than the deadline; @why is static. */
void run_stop (Run *run, const char *why);

/* Steps and iterates the default main context until all is said or @deadline_ms have passed. */
void run_to_end (Run *run, guint deadline_ms);

/* What is known by now, in the order of subjects (To, Cc, Bcc, Reply-To, from, smtp, message), then of checks.def, with severities
 * under the policy, without what the policy switched off or the user does not want to be asked about.
 * Borrowed from the run, valid until its next step. */
const Findings *run_findings (Run *run);

/* NotChecked; borrowed from the run. */
const GPtrArray *run_not_checked (const Run *run);

/* The highest severity of @findings, or SEVERITY_OFF if there is none ("ok"). */
Severity findings_verdict (const Findings *findings);
