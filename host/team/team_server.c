/* SPDX-License-Identifier: MPL-2.0 */
#include <stdlib.h>
#include "team/team_server.h"

#define CONNECT_SECONDS "5"

/* The form of the server's tables; a newer one is left alone. */
#define SERVER_VERSION 1

/* Writers come one after the other, so that places in the sequence are seen in its order. */
#define LOCK "SELECT pg_advisory_xact_lock (7215504)"

static const char make_tables[]
    = "CREATE TABLE IF NOT EXISTS lastmile_team (version integer NOT NULL, id text NOT NULL);"
      "INSERT INTO lastmile_team SELECT 1, gen_random_uuid ()::text"
      " WHERE NOT EXISTS (SELECT 1 FROM lastmile_team);"
      "CREATE SEQUENCE IF NOT EXISTS lastmile_place;"
      "CREATE TABLE IF NOT EXISTS lastmile_row (kind text NOT NULL, id text NOT NULL,"
      " changed_at bigint NOT NULL, body jsonb NOT NULL, place bigint NOT NULL,"
      " PRIMARY KEY (kind, id));"
      "CREATE INDEX IF NOT EXISTS lastmile_row_by_place ON lastmile_row (place)";

static const char push_row[]
    = "INSERT INTO lastmile_row AS old SELECT $1, $2, $3::bigint, $4::jsonb, nextval "
      "('lastmile_place')"
      " WHERE NOT EXISTS (SELECT 1 FROM lastmile_row WHERE kind = 'gone'"
      " AND id = split_part ($2, '/', 1))"
      " ON CONFLICT (kind, id) DO UPDATE SET changed_at = excluded.changed_at,"
      " body = excluded.body, place = excluded.place"
      " WHERE CASE WHEN old.kind = 'review_word' THEN excluded.changed_at < old.changed_at"
      " ELSE (excluded.changed_at, excluded.body::text) > (old.changed_at, old.body::text) END";

static const char erase_gone[]
    = "DELETE FROM lastmile_row USING lastmile_row gone WHERE gone.kind = 'gone'"
      " AND lastmile_row.kind IN ('journal', 'journal_after', 'journal_channel', 'review',"
      " 'review_word')"
      " AND split_part (lastmile_row.id, '/', 1) = gone.id";

/* What is about another row comes after it, for who has neither. */
static const char keep_order[]
    = "UPDATE lastmile_row later SET place = nextval ('lastmile_place') FROM lastmile_row row"
      " WHERE later.kind = 'journal_after' AND row.kind = 'journal' AND row.id = later.id"
      " AND row.place > later.place";

static const char erase_correspondent[]
    = "DELETE FROM lastmile_row WHERE kind = 'correspondent' AND id = $1";

static const char pull_rows[] = "SELECT kind, id, changed_at, body, place FROM lastmile_row"
                                " WHERE place > $1::bigint ORDER BY place LIMIT $2::int";

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static gboolean
failed (PGconn *server, GError **error)
{
  g_autofree char *message = g_strdup (PQerrorMessage (server));

  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, "%s", g_strstrip (message));
  return FALSE;
}

static gboolean
run (PGconn *server, const char *text, GError **error)
{
  g_autoptr (PGresult) result = PQexec (server, text);
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || failed (server, error);
}

static gboolean
make_or_check (PGconn *server, char **ret_id, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!run (server, "SET client_min_messages = warning; SET statement_timeout = '15s'", error)
      || !run (server, "BEGIN", error) || !run (server, LOCK, error)
      || !run (server, make_tables, error) || !run (server, "COMMIT", error))
    return FALSE;
  result = PQexec (server, "SELECT version, id FROM lastmile_team");
  if (PQresultStatus (result) != PGRES_TUPLES_OK || PQntuples (result) != 1)
    return failed (server, error);
  if (atoi (PQgetvalue (result, 0, 0)) > SERVER_VERSION)
    {
      g_set_error (
          error, STORE_ERROR, STORE_ERROR_TOO_NEW,
          "a newer version of Lastmile made the team's tables (form %s, this one knows %d)",
          PQgetvalue (result, 0, 0), SERVER_VERSION);
      return FALSE;
    }
  *ret_id = g_strdup (PQgetvalue (result, 0, 1));
  return TRUE;
}

PGconn *
team_server_open (const char *database, char **ret_id, GError **error)
{
  static const char *const names[] = { "connect_timeout", "application_name", "dbname", NULL };
  const char *const values[] = { CONNECT_SECONDS, "lastmile-team", database, NULL };
  g_autoptr (PGconn) server = PQconnectdbParams (names, values, TRUE);

  if (PQstatus (server) != CONNECTION_OK)
    {
      failed (server, error);
      return NULL;
    }
  return make_or_check (server, ret_id, error) ? g_steal_pointer (&server) : NULL;
}

static gboolean
push_one (PGconn *server, const TeamRow *row, GError **error)
{
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, row->changed_at);
  const char *const values[] = { row->kind, row->id, moment, row->body };
  const char *const erased[] = { row->id + 1 };
  g_autoptr (PGresult) result
      = team_row_is_erasure (row)
            ? PQexecParams (server, erase_correspondent, 1, NULL, erased, NULL, NULL, 0)
            : PQexecParams (server, push_row, G_N_ELEMENTS (values), NULL, values, NULL, NULL, 0);

  return PQresultStatus (result) == PGRES_COMMAND_OK || failed (server, error);
}

gboolean
team_server_push (PGconn *server, const GPtrArray *rows, GError **error)
{
  if (!run (server, "BEGIN", error) || !run (server, LOCK, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!push_one (server, g_ptr_array_index (rows, i), error))
      return FALSE;
  return run (server, erase_gone, error) && run (server, keep_order, error)
         && run (server, "COMMIT", error);
}

GPtrArray *
team_server_pull (PGconn *server, gint64 *position, guint limit, GError **error)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, *position);
  g_autofree char *most = g_strdup_printf ("%u", limit);
  const char *const values[] = { from, most };
  g_autoptr (PGresult) result
      = PQexecParams (server, pull_rows, G_N_ELEMENTS (values), NULL, values, NULL, NULL, 0);
  GPtrArray *rows;

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    {
      failed (server, error);
      return NULL;
    }
  rows = team_rows_new ();
  for (int i = 0; i < PQntuples (result); i++)
    {
      g_ptr_array_add (rows, team_row_new (PQgetvalue (result, i, 0), PQgetvalue (result, i, 1),
                                           g_ascii_strtoll (PQgetvalue (result, i, 2), NULL, 10),
                                           PQgetvalue (result, i, 3)));
      *position = g_ascii_strtoll (PQgetvalue (result, i, 4), NULL, 10);
    }
  return rows;
}
