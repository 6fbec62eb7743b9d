/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "finding.h"
#include "store.h"

/* Notices about the user's own settings (Finding.once) are told until one mail has left with them,
 * and then no more: they are dismissed on the user's behalf, so that the list of dismissals shows
 * them and can bring them back. */

typedef struct ToldOnce ToldOnce;

ToldOnce *told_once_new (void);
void told_once_free (ToldOnce *told);

/* These @findings went out in a report. What is more than a notice, because the policy makes it so,
 * is told again. */
void told_once_note (ToldOnce *told, const Findings *findings);

/* A mail has left: what was noted is dismissed in @store. */
gboolean told_once_keep (ToldOnce *told, Store *store, GError **error);
