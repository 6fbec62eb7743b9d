/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/correspondents.h"
#include "policy.h"

/* The known addresses that look most like a typed one, to be read beside it. */

typedef struct
{
  char *address;       /* the known one */
  GArray *marks;       /* FindingMark: what the typed one has otherwise */
  GArray *known_marks; /* FindingMark into address: what this one has otherwise */
  double distance;     /* in letters; less than one where the eye sees none */
} NearKnown;

/* NearKnown, the nearest first, at most @limit, empty if there is none; the array frees them.
 * @typed itself is not among them. @correspondents (nullable). A domain of the policy's directory
 * stands with the local part of @typed. */
GPtrArray *nearest_known_find (const char *typed, const Correspondents *correspondents,
                               const Policy *policy, guint limit);
