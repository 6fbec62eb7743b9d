/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <libpq-fe.h>
#include "team/team_rows.h"

/* The team's PostgreSQL: the only place that knows libpq. Every function returns FALSE or NULL with
 * @error set on failure. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

/* Connects (libpq's connection string), makes or brings forward the tables, and gives the id that
 * this database has for life; free that with g_free (). */
PGconn *team_server_open (const char *database, char **ret_id, GError **error);

/* Hands @rows over, all or none, by the conflict rule of team_rows.h. */
gboolean team_server_push (PGconn *server, const GPtrArray *rows, GError **error);

/* At most @limit TeamRows behind *@position, in the order in which they came to the server; sets
 * *@position to the last one's. */
GPtrArray *team_server_pull (PGconn *server, gint64 *position, guint limit, GError **error);
