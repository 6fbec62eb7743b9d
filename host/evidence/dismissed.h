/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* What the user does not want to be asked about again: pairs of code and address key. One changed letter is another address.
 * Findings of it are told as info. The store keeps it; a snapshot is shared by counting references. */

Dismissed *dismissed_new (void);

/* Adds a reference and returns it; dismissed_free () lets go of one. */
Dismissed *dismissed_ref (Dismissed *dismissed);
void dismissed_free (Dismissed *dismissed);
void dismissed_add (Dismissed *dismissed, const char *code, const char *address_key);
gboolean dismissed_contains (const Dismissed *dismissed, const char *code, const char *address_key);
