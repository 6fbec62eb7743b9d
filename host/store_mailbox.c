/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_mailbox.h"

#define HOUR ((gint64) 60 * 60)

/* What is from the future was asked by a clock that has been set right since. */
#define FORGET_OLD "DELETE FROM asked_mailbox WHERE asked_at NOT BETWEEN ?3 - 86400 AND ?3"
#define NOTE_ASKED "INSERT OR REPLACE INTO asked_mailbox (way, key, asked_at) VALUES (?1, ?2, ?3)"

static gboolean
run (Store *store, const char *text, const char *way, const char *key, gint64 moment,
     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, text, error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssi", way, key, moment);
  return sql_run (statement, error);
}

/* What the file has of it within the day: KNOWN, ASKED, or ASK where there is nothing. */
static StoreMailbox
look_up (Store *store, const char *way, const char *key, gint64 now, char **ret_answer,
         GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT answer FROM asked_mailbox"
                     " WHERE way = ?1 AND key = ?2 AND asked_at BETWEEN ?3 AND ?4",
                     error);
  gboolean failed;

  if (statement == NULL)
    return STORE_MAILBOX_FAILED;
  sql_bind (statement, "ssii", way, key, now - STORE_MAILBOX_SECONDS + 1, now);
  if (!sql_next_row (statement, &failed, error))
    return failed ? STORE_MAILBOX_FAILED : STORE_MAILBOX_ASK;
  *ret_answer = sql_column_string (statement, 0);
  return *ret_answer != NULL ? STORE_MAILBOX_KNOWN : STORE_MAILBOX_ASKED;
}

/* -1: failed. */
static gint64
count_hour (Store *store, const char *way, gint64 now, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT count(*) FROM asked_mailbox"
                     " WHERE way = ?1 AND asked_at BETWEEN ?2 AND ?3",
                     error);
  gboolean failed;

  if (statement == NULL)
    return -1;
  sql_bind (statement, "sii", way, now - HOUR + 1, now);
  return sql_next_row (statement, &failed, error) ? sqlite3_column_int64 (statement, 0) : -1;
}

/* Within a transaction, since another process may ask at the same moment. */
static StoreMailbox
ask (Store *store, const char *way, const char *key, guint per_hour, char **ret_answer,
     GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  StoreMailbox found = look_up (store, way, key, now, ret_answer, error);
  gint64 count;

  if (found != STORE_MAILBOX_ASK)
    return found;
  count = count_hour (store, way, now, error);
  if (count >= (gint64) per_hour)
    return STORE_MAILBOX_LIMIT;
  return count >= 0 && run (store, FORGET_OLD, way, key, now, error)
                 && run (store, NOTE_ASKED, way, key, now, error)
             ? STORE_MAILBOX_ASK
             : STORE_MAILBOX_FAILED;
}

StoreMailbox
store_mailbox_ask (Store *store, const char *way, const char *key, guint per_hour,
                   char **ret_answer, GError **error)
{
  StoreMailbox found;

  *ret_answer = NULL;
  if (!store_file_write (store, error))
    return STORE_MAILBOX_FAILED;
  found = ask (store, way, key, per_hour, ret_answer, error);
  if (found != STORE_MAILBOX_ASK)
    {
      store_file_commit (store, FALSE, NULL);
      return found;
    }
  return store_file_commit (store, TRUE, error) ? found : STORE_MAILBOX_FAILED;
}

gboolean
store_mailbox_answer (Store *store, const char *way, const char *key, const char *answer,
                      GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean written;

  if (!store_file_write (store, error))
    return FALSE;
  statement = sql_prepare (store->db,
                           answer != NULL ? "UPDATE asked_mailbox SET answer = ?3"
                                            " WHERE way = ?1 AND key = ?2"
                                          : "DELETE FROM asked_mailbox"
                                            " WHERE way = ?1 AND key = ?2 AND ?3 IS NULL",
                           error);
  written = statement != NULL;
  if (written)
    {
      sql_bind (statement, "sss", way, key, answer);
      written = sql_run (statement, error);
    }
  return store_file_commit (store, written, error);
}
