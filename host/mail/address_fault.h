/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"

/* Appends a fault at @length bytes of @text from @start, with those characters as its detail;
 * invisible ones are named by code point. One that continues the last fault of its kind lengthens
 * it. */
void address_fault (GArray *faults, AddressFaultKind kind, const char *text, gsize start,
                    gsize length);

/* Appends FAULT_TOO_LONG with the @limit, in octets, as its detail. */
void address_fault_limit (GArray *faults, gsize start, gsize length, guint limit);

/* Once all are there: puts them in order of place and takes blanks off the ends of their details.
 */
void address_faults_finish (GArray *faults);
