/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"

static gboolean
store_add_shown (Store *store, const char *choice, const ShownRow *rows, guint n_rows, gint64 now,
                 GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "INSERT INTO shown (shown_at, choice, code, address, severity, suggestion)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    {
      sql_bind (statement, "isssss", now, choice, rows[i].code, rows[i].address, rows[i].severity,
                rows[i].suggestion);
      if (!sql_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_forget_shown (Store *store, gint64 before, GError **error)
{
  return store_run_at (store, "DELETE FROM shown WHERE shown_at < ?1", before, error);
}

gboolean
store_audit (Store *store, const char *choice, const ShownRow *rows, guint n_rows, guint audit_days,
             GError **error)
{
  static const ShownRow nothing_shown = { NULL, NULL, NULL, NULL };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean written;

  if (audit_days == 0)
    {
      StoreState state = store_file_read (store, error);
      if (state != STORE_READY)
        return state == STORE_ABSENT;
      return store_file_write (store, error)
             && store_file_commit (store, store_forget_shown (store, G_MAXINT64, error), error);
    }
  if (!store_file_write (store, error))
    return FALSE;
  /* A choice made when nothing was shown ("not_checked") is a row of its own. */
  written = store_add_shown (store, choice, n_rows > 0 ? rows : &nothing_shown, MAX (n_rows, 1),
                             now, error)
            && store_forget_shown (store, now - (gint64) audit_days * 24 * 60 * 60, error);
  return store_file_commit (store, written, error);
}

/* --- Reading --- */

static void
audit_row_free (AuditRow *row)
{
  g_free (row->choice);
  g_free (row->code);
  g_free (row->address);
  g_free (row->severity);
  g_free (row->suggestion);
  g_free (row);
}

static gboolean
store_audit_count (Store *store, const AuditQuery *query, guint *ret_total, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT count(*) FROM shown"
                     " WHERE shown_at >= ?1 AND (?2 = 0 OR shown_at < ?2)",
                     error);
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ii", query->since, query->until);
  if (!sql_next_row (statement, &failed, error))
    return FALSE;
  *ret_total = (guint) sqlite3_column_int64 (statement, 0);
  return TRUE;
}

GPtrArray *
store_audit_list (Store *store, const AuditQuery *query, guint *ret_total, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) audit_row_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  gboolean failed;

  *ret_total = 0;
  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&list) : NULL;
  statement = sql_prepare (store->db,
                           "SELECT shown_at, choice, code, address, severity, suggestion FROM shown"
                           " WHERE shown_at >= ?1 AND (?2 = 0 OR shown_at < ?2)"
                           " ORDER BY shown_at DESC, rowid LIMIT ?3 OFFSET ?4",
                           error);
  if (statement == NULL || !store_audit_count (store, query, ret_total, error))
    return NULL;
  sql_bind (statement, "iiii", query->since, query->until,
            query->limit > 0 ? (gint64) query->limit : -1, (gint64) query->offset);
  while (sql_next_row (statement, &failed, error))
    {
      AuditRow *row = g_new0 (AuditRow, 1);
      row->shown_at = sqlite3_column_int64 (statement, 0);
      row->choice = sql_column_string (statement, 1);
      row->code = sql_column_string (statement, 2);
      row->address = sql_column_string (statement, 3);
      row->severity = sql_column_string (statement, 4);
      row->suggestion = sql_column_string (statement, 5);
      g_ptr_array_add (list, row);
    }
  return failed ? NULL : g_steal_pointer (&list);
}
