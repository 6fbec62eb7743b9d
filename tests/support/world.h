/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "run.h"

/* A case of tests/cases/checks/: a made-up world (message, policy, evidence) and the exact findings
 * expected of it. The form is described in tests/cases/checks/README.md. */
typedef struct
{
  char *place; /* "recipient_set.txt:12 duplicate across fields" */
  Message *message;
  Policy *policy;
  Sources sources;
  gpointer evidence;   /* what the fake sources answer from */
  GPtrArray *expected; /* char *: "code subject severity[@variant][ -> suggestion]", sorted */
  GPtrArray *silent;   /* char *: codes that this case is a near-miss of */
} World;

/* Reads every case of the folder; aborts with file and line where a case is not well written. Frees
 * with the array. */
GPtrArray *worlds_read (const char *folder);

/* What the checks say of it, in the form of `expected`, sorted. Free with g_ptr_array_unref (). */
GPtrArray *world_findings (World *world);
