/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "store_file.h"

/* What of a store a team shares, as rows that any machine understands: a kind, an id for life, the
 * moment of the last change (microseconds since 1970) and the rest as JSON. The conflict rule: of
 * two rows with one kind and id the later change counts, and of two changes of one moment the
 * greater JSON text; but of a person's two words of one review the first. What was taken away stays
 * away. */

typedef struct
{
  char *kind;
  char *id;
  gint64 changed_at;
  char *body; /* JSON */
} TeamRow;

/* An array that frees its TeamRows. */
GPtrArray *team_rows_new (void);
TeamRow *team_row_new (const char *kind, const char *id, gint64 changed_at, const char *body);

/* A row that is only to be erased at the server: a "gone" whose id is TEAM_ERASE and the id of a
 * correspondent. Neither side keeps it. */
#define TEAM_ERASE '@'
gboolean team_row_is_erasure (const TeamRow *row);

/* At most @limit rows that the server does not have yet in this form. NULL on failure. */
GPtrArray *team_rows_to_push (Store *store, guint limit, GError **error);

/* The server has @rows now. */
gboolean team_rows_note_pushed (Store *store, const GPtrArray *rows, GError **error);

/* Takes @rows in, all or none; the next ones are behind @position. */
gboolean team_rows_take (Store *store, const GPtrArray *rows, gint64 position, GError **error);

/* Up to where the rows of the server @database (its id) were taken in. A server that is another
 * than the last time has nothing yet. */
gboolean team_rows_position (Store *store, const char *database, gint64 *ret_position,
                             GError **error);
