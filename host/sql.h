/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* The only place that knows how SQLite speaks: statements that clean up after themselves, and its
 * result codes as STORE_ERRORs (store.h). Every function returns FALSE or NULL with @error set on
 * failure. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* How long a writer waits for another process's write. */
#define SQL_BUSY_MS 5000

/* Turns what just failed into a STORE_ERROR; always FALSE, so that a caller can return it. @code is
 * SQLite's (extended) result code. */
gboolean sql_failed (sqlite3 *db, int code, GError **error);

/* Runs statements that give no rows. */
gboolean sql_execute (sqlite3 *db, const char *text, GError **error);

/* The first column of the first row. */
gboolean sql_read_int (sqlite3 *db, const char *text, gint64 *ret_value, GError **error);

sqlite3_stmt *sql_prepare (sqlite3 *db, const char *text, GError **error);

/* Binds from the first parameter on: 's' a string (nullable, borrowed until the next bind), 'i' a
 * gint64. */
void sql_bind (sqlite3_stmt *statement, const char *types, ...);

/* The text of a column of the row, or NULL. Free with g_free (). */
char *sql_column_string (sqlite3_stmt *statement, int column);

/* Runs a bound statement that gives no rows, and makes it ready to be bound again. */
gboolean sql_run (sqlite3_stmt *statement, GError **error);

/* TRUE while there is a row to read; when FALSE, *ret_failed says whether it ended well. */
gboolean sql_next_row (sqlite3_stmt *statement, gboolean *ret_failed, GError **error);

/* A transaction that writes: all of it is kept, or nothing. sql_commit () returns once it is safe;
 * on failure it has been rolled back. */
gboolean sql_begin (sqlite3 *db, GError **error);
gboolean sql_commit (sqlite3 *db, GError **error);
void sql_rollback (sqlite3 *db);
