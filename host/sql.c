/* SPDX-License-Identifier: MPL-2.0 */
#include "sql.h"
#include "store.h"

G_DEFINE_QUARK (lastmile - store - error, store_error)

static StoreError
sql_error_of (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return STORE_ERROR_NOT_WRITABLE;
    case SQLITE_IOERR:
      /* A quota or a file size limit comes as a write that failed. */
      return code == SQLITE_IOERR_WRITE ? STORE_ERROR_FULL : STORE_ERROR_FAILED;
    default:
      return STORE_ERROR_FAILED;
    }
}

gboolean
sql_failed (sqlite3 *db, int code, GError **error)
{
  StoreError own = sql_error_of (code);
  static const char *const means[] = {
    [STORE_ERROR_TOO_NEW] = "a newer version of Lastmile wrote it",
    [STORE_ERROR_DAMAGED] = "it is damaged or no database of Lastmile",
    [STORE_ERROR_BUSY] = "another process keeps it locked",
    [STORE_ERROR_FULL] = "the disk is full or takes no more",
    [STORE_ERROR_NOT_WRITABLE] = "it cannot be opened or written",
    [STORE_ERROR_FAILED] = "it could not be read or written",
  };
  const char *path = db != NULL ? sqlite3_db_filename (db, "main") : NULL;

  g_set_error (error, STORE_ERROR, (gint) own, "%s: %s (SQLite: %s)",
               path != NULL ? path : "the store", means[own],
               db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
  return FALSE;
}

gboolean
sql_execute (sqlite3 *db, const char *text, GError **error)
{
  int code = sqlite3_exec (db, text, NULL, NULL, NULL);
  return code == SQLITE_OK || sql_failed (db, sqlite3_extended_errcode (db), error);
}

sqlite3_stmt *
sql_prepare (sqlite3 *db, const char *text, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, text, -1, &statement, NULL) != SQLITE_OK)
    sql_failed (db, sqlite3_extended_errcode (db), error);
  return statement;
}

void
sql_bind (sqlite3_stmt *statement, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 's')
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_STATIC);
    else
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
  va_end (values);
}

gboolean
sql_next_row (sqlite3_stmt *statement, gboolean *ret_failed, GError **error)
{
  int code = sqlite3_step (statement);

  *ret_failed = code != SQLITE_ROW && code != SQLITE_DONE;
  if (*ret_failed)
    {
      sqlite3 *db = sqlite3_db_handle (statement);
      sql_failed (db, sqlite3_extended_errcode (db), error);
    }
  return code == SQLITE_ROW;
}

char *
sql_column_string (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

gboolean
sql_run (sqlite3_stmt *statement, GError **error)
{
  gboolean failed;

  sql_next_row (statement, &failed, error);
  sqlite3_reset (statement);
  return !failed;
}

gboolean
sql_read_int (sqlite3 *db, const char *text, gint64 *ret_value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (db, text, error);
  gboolean failed;

  if (statement == NULL || !sql_next_row (statement, &failed, error))
    return FALSE;
  *ret_value = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

gboolean
sql_begin (sqlite3 *db, GError **error)
{
  return sql_execute (db, "BEGIN IMMEDIATE", error);
}

void
sql_rollback (sqlite3 *db)
{
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
sql_commit (sqlite3 *db, GError **error)
{
  if (sql_execute (db, "COMMIT", error))
    return TRUE;
  sql_rollback (db);
  return FALSE;
}
