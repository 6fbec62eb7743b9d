/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* How a domain ends: in a top-level domain of the root zone, or in the slip of a hand that meant
 * one. */

typedef enum
{
  ENDING_KNOWN,   /* a top-level domain of the root zone */
  ENDING_UNKNOWN, /* none */
  ENDING_RETIRED, /* one of a state that is no more: "firm.yu" */
  ENDING_SUFFIX,  /* known, but it and the label before it are one slip from a suffix under which
                     names are  registered: "company.con.cn" */
  ENDING_MISSING, /* the domain has no dot */
} EndingState;

EndingState ending_state (const char *ascii_domain);

/* @ascii_domain with its ending put right ("company.cmo" -> "company.com", "gmail" -> "gmail.com"),
 * or NULL where the slip is no plain one or two endings are about as likely. Free with g_free ().
 */
char *ending_correct (const char *ascii_domain);

/* What it costs to have typed @typed for @meant by one slip: 1 for the plainest, COST_NO_SLIP where
 * one slip does not explain it. */
double ending_slip_cost (const char *typed, const char *meant);
#define COST_NO_SLIP 100.0

/* Whether mail goes to @ending often enough for a slip to be traced back to it (ending.def). */
gboolean ending_is_usual (const char *ending);
