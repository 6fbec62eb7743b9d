/* SPDX-License-Identifier: MPL-2.0 */
#include "team/team_rows.h"

/* What is shared: one row a kind. To add one: a row here; the server need not know. `select` gives
 * id, changed_at and body; `take` gets them as the first three parameters. */
static const struct
{
  const char *kind;
  const char *select;
  const char *take;
} kinds[] = {
  { "gone", "SELECT id, gone_at * 1000000 AS changed_at, '{}' AS body FROM gone",
    "INSERT OR IGNORE INTO gone SELECT ?1, ?2 / 1000000 WHERE ?3 IS NOT NULL" },
  { "journal",
    "SELECT id, changed_at, json_object ('address', address, 'key', key, 'domain', domain,"
    " 'failed_at', failed_at, 'class', class, 'reason', reason, 'permanent', permanent,"
    " 'reply', reply, 'code', code, 'server', server, 'line', line, 'remedy', remedy,"
    " 'outcome', outcome, 'replacement', replacement, 'message_id', message_id,"
    " 'retried_at', retried_at, 'answered_at', answered_at) AS body"
    " FROM journal",
    "INSERT OR IGNORE INTO journal (id, changed_at, address, key, domain, failed_at, class,"
    " reason, permanent, reply, code, server, line, remedy, outcome, replacement, message_id,"
    " retried_at, answered_at)"
    " SELECT ?1, ?2, ?3 ->> 'address', ?3 ->> 'key', ?3 ->> 'domain', ?3 ->> 'failed_at',"
    " ?3 ->> 'class', ?3 ->> 'reason', ?3 ->> 'permanent', ?3 ->> 'reply', ?3 ->> 'code',"
    " ?3 ->> 'server', ?3 ->> 'line', ?3 ->> 'remedy', ?3 ->> 'outcome', ?3 ->> 'replacement',"
    " ?3 ->> 'message_id', coalesce (?3 ->> 'retried_at', 0),"
    " coalesce (?3 ->> 'answered_at', 0) WHERE ?1 NOT IN (SELECT id FROM gone)"
    " ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, remedy = excluded.remedy,"
    " outcome = excluded.outcome, replacement = excluded.replacement"
    " WHERE excluded.changed_at >= journal.changed_at" },
  /* What happened afterwards is no change of what somebody noted: of two machines that have heard
   * of it, both are right, and the first message counts. */
  { "journal_after",
    "SELECT id, max (retried_at, answered_at) AS changed_at, json_object ('retried_at', retried_at,"
    " 'answered_at', answered_at) AS body FROM journal WHERE retried_at > 0 OR answered_at > 0",
    "UPDATE journal SET retried_at = iif (retried_at = 0 OR ?3 ->> 'retried_at' BETWEEN 1 AND"
    " retried_at, ?3 ->> 'retried_at', retried_at), answered_at = iif (answered_at = 0 OR"
    " ?3 ->> 'answered_at' BETWEEN 1 AND answered_at, ?3 ->> 'answered_at', answered_at)"
    " WHERE id = ?1 AND ?2 IS NOT NULL" },
  /* Where somebody has an address from that failed, once for each origin, for a stronger word holds
   * against a later one (store_journal.h). */
  { "journal_channel",
    "SELECT journal.id || '/' || origin AS id, channel.changed_at, json_object ('key', key,"
    " 'name', name, 'origin', origin) AS body FROM journal JOIN channel USING (key)",
    "INSERT INTO channel (key, name, origin, changed_at) SELECT ?3 ->> 'key', ?3 ->> 'name',"
    " ?3 ->> 'origin', ?2 WHERE substr (?1, 1, instr (?1, '/') - 1) NOT IN (SELECT id FROM gone)"
    " ON CONFLICT (key) DO UPDATE SET name = excluded.name, origin = excluded.origin,"
    " changed_at = excluded.changed_at WHERE excluded.origin > origin"
    " OR (excluded.origin = origin AND excluded.changed_at > changed_at)" },
  { "review",
    "SELECT id, changed_at, json_object ('key', key, 'address', address, 'requester', requester,"
    " 'requester_address', requester_address, 'requester_login', requester_login,"
    " 'requested_at', requested_at) AS body FROM review",
    "INSERT OR IGNORE INTO review (id, changed_at, key, address, requester, requester_address,"
    " requester_login, requested_at) SELECT ?1, ?2, ?3 ->> 'key', ?3 ->> 'address',"
    " ?3 ->> 'requester', ?3 ->> 'requester_address', ?3 ->> 'requester_login',"
    " ?3 ->> 'requested_at' WHERE ?1 NOT IN (SELECT id FROM gone)" },
  /* One person's words of one review have one id, whichever machine they were said at. */
  { "review_word",
    "SELECT review || '/' || person AS id, changed_at, json_object ('id', id, 'review', review,"
    " 'person', person, 'name', name, 'login', login, 'confirmed', confirmed, 'note', note,"
    " 'said_at', said_at) AS body FROM review_word",
    "INSERT OR IGNORE INTO review_word (id, changed_at, review, person, name, login, confirmed,"
    " note, said_at) SELECT ?3 ->> 'id', ?2, ?3 ->> 'review', ?3 ->> 'person', ?3 ->> 'name',"
    " ?3 ->> 'login', ?3 ->> 'confirmed', ?3 ->> 'note', ?3 ->> 'said_at'"
    " WHERE ?1 IS NOT NULL AND ?3 ->> 'review' NOT IN (SELECT id FROM gone)"
    " ON CONFLICT (review, person) DO UPDATE SET id = excluded.id, name = excluded.name,"
    " changed_at = excluded.changed_at, login = excluded.login, confirmed = excluded.confirmed,"
    " note = excluded.note, said_at = excluded.said_at"
    " WHERE excluded.changed_at < review_word.changed_at" },
  { "correspondent",
    "SELECT key AS id, 0 AS changed_at, '{}' AS body FROM correspondent WHERE sent > 0",
    "INSERT INTO correspondent (key, by_team, first_seen, last_seen)"
    " SELECT ?1, 1, unixepoch (), unixepoch () WHERE ?2 IS NOT NULL AND ?3 IS NOT NULL"
    " ON CONFLICT (key) DO UPDATE SET by_team = 1" },
};

/* What the other machines took away goes here, too. */
static const char erase_gone[] = "DELETE FROM journal WHERE id IN (SELECT id FROM gone);"
                                 "DELETE FROM review WHERE id IN (SELECT id FROM gone);"
                                 "DELETE FROM review_word WHERE review IN (SELECT id FROM gone);";

static void
team_row_free (TeamRow *row)
{
  g_free (row->kind);
  g_free (row->id);
  g_free (row->body);
  g_free (row);
}

GPtrArray *
team_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) team_row_free);
}

TeamRow *
team_row_new (const char *kind, const char *id, gint64 changed_at, const char *body)
{
  TeamRow *row = g_new0 (TeamRow, 1);

  row->kind = g_strdup (kind);
  row->id = g_strdup (id);
  row->changed_at = changed_at;
  row->body = g_strdup (body);
  return row;
}

gboolean
team_row_is_erasure (const TeamRow *row)
{
  return g_str_equal (row->kind, "gone") && row->id[0] == TEAM_ERASE;
}

/* --- Out --- */

static gboolean
add_changed (Store *store, gsize kind, GPtrArray *rows, guint limit, GError **error)
{
  g_autofree char *text
      = g_strdup_printf ("SELECT one.id, one.changed_at, one.body FROM (%s) one"
                         " LEFT JOIN team_row ON team_row.kind = ?1 AND team_row.id = one.id"
                         " WHERE team_row.changed_at IS NOT one.changed_at LIMIT ?2",
                         kinds[kind].select);
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, text, error);
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "si", kinds[kind].kind, (gint64) (limit - rows->len));
  while (sql_next_row (statement, &failed, error))
    g_ptr_array_add (rows, team_row_new (kinds[kind].kind,
                                         (const char *) sqlite3_column_text (statement, 0),
                                         sqlite3_column_int64 (statement, 1),
                                         (const char *) sqlite3_column_text (statement, 2)));
  return !failed;
}

GPtrArray *
team_rows_to_push (Store *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = team_rows_new ();
  StoreState state = store_file_read (store, error);

  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&rows) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && rows->len < limit; i++)
    if (!add_changed (store, i, rows, limit, error))
      return NULL;
  return g_steal_pointer (&rows);
}

static gboolean
note_row (Store *store, const TeamRow *row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db, "INSERT OR REPLACE INTO team_row VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssi", row->kind, row->id, row->changed_at);
  return sql_run (statement, error);
}

static gboolean
drop_erasure (Store *store, const TeamRow *row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db, "DELETE FROM gone WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "s", row->id);
  return sql_run (statement, error);
}

gboolean
team_rows_note_pushed (Store *store, const GPtrArray *rows, GError **error)
{
  gboolean written = TRUE;
  guint erased = 0;

  if (!store_file_write (store, error))
    return FALSE;
  for (guint i = 0; written && i < rows->len; i++)
    {
      const TeamRow *row = g_ptr_array_index (rows, i);
      const gboolean erasure = team_row_is_erasure (row);

      written = erasure ? drop_erasure (store, row, error) : note_row (store, row, error);
      erased += erasure;
    }
  if (!store_file_commit (store, written, error))
    return FALSE;
  return erased == 0 || sql_execute (store->db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/* --- In --- */

/* A kind of a newer version is left for it. */
static gboolean
take_row (Store *store, const TeamRow *row, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, row->kind))
      {
        g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, kinds[i].take, error);
        if (statement == NULL)
          return FALSE;
        sql_bind (statement, "sis", row->id, row->changed_at, row->body);
        return sql_run (statement, error) && note_row (store, row, error);
      }
  return TRUE;
}

static gboolean
set_position (Store *store, gint64 position, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db, "UPDATE team_state SET position = ?1", error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "i", position);
  return sql_run (statement, error);
}

gboolean
team_rows_take (Store *store, const GPtrArray *rows, gint64 position, GError **error)
{
  gboolean written = TRUE;

  if (!store_file_write (store, error))
    return FALSE;
  for (guint i = 0; written && i < rows->len; i++)
    written = take_row (store, g_ptr_array_index (rows, i), error);
  written = written && sql_execute (store->db, erase_gone, error)
            && set_position (store, position, error);
  return store_file_commit (store, written, error);
}

static gboolean
begin_with (Store *store, const char *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!sql_execute (store->db, "DELETE FROM team_row; DELETE FROM team_state", error))
    return FALSE;
  statement = sql_prepare (store->db, "INSERT INTO team_state VALUES (?1, 0)", error);
  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "s", database);
  return sql_run (statement, error);
}

gboolean
team_rows_position (Store *store, const char *database, gint64 *ret_position, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean failed = TRUE;

  if (!store_file_write (store, error))
    return FALSE;
  statement = sql_prepare (store->db, "SELECT position FROM team_state WHERE database = ?1", error);
  if (statement != NULL)
    {
      sql_bind (statement, "s", database);
      *ret_position = 0;
      if (sql_next_row (statement, &failed, error))
        *ret_position = sqlite3_column_int64 (statement, 0);
      else if (!failed)
        failed = !begin_with (store, database, error);
    }
  g_clear_pointer (&statement, sqlite3_finalize);
  return store_file_commit (store, !failed, error);
}
