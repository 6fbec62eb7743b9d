/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* Addresses from which mail came back, each with its last failure, as the error log has them. One
 * changed letter is another address. The table is a snapshot shared by counting references; the
 * moment is that of the question, so that whoever judges needs no clock. */

typedef struct
{
  char *reason; /* of bounce_reason.def */
  gboolean permanent;
  gint64 failed_at;   /* seconds since 1970, as all of these */
  gint64 retried_at;  /* the next message to it; 0: none yet */
  gint64 answered_at; /* a message from it after that; 0: none yet */
  char *replacement;  /* (nullable) the address to use instead, by this or an older failure */
} BouncedAddress;

struct Bounced
{
  GHashTable *addresses; /* address_key () -> BouncedAddress */
  gint64 now;
};

/* An empty table; it owns its keys and values. */
GHashTable *bounced_table_new (void);

/* NULL if nothing came back from it. Borrowed. */
const BouncedAddress *bounced_find (const Bounced *bounced, const char *key);
