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
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db, "DELETE FROM shown WHERE shown_at < ?1", error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "i", before);
  return sql_run (statement, error);
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
