/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* Whether the name of a sending server leads back to its address (forward-confirmed reverse DNS),
 * which many receivers insist on. */

typedef enum
{
  REVERSE_CONFIRMED,
  REVERSE_MISSING,     /* the address has no name */
  REVERSE_UNCONFIRMED, /* no name of it has that address */
} ReverseDns;

/* KNOWN: *ret_reverse, and *ret_name (nullable; borrowed from the evidence), the name that leads
 * back, or the first there is. */
AnswerState reverse_dns (Evidence *evidence, const guint8 *address, gboolean six,
                         ReverseDns *ret_reverse, const char **ret_name);
