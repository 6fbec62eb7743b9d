/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_journal.h"

static gint64
store_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

gboolean
store_run_for_keys (Store *store, const char *text, const GPtrArray *keys, gint64 moment,
                    GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, text, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      sql_bind (statement, "si", (const char *) g_ptr_array_index (keys, i), moment);
      if (!sql_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* *ret_known: the message was counted before. */
static gboolean
store_note_message (Store *store, const char *message_id, gboolean *ret_known, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = NULL;

  *ret_known = FALSE;
  if (message_id == NULL)
    return TRUE;
  insert = sql_prepare (store->db, "INSERT OR IGNORE INTO counted_message VALUES (mail_hash (?1))",
                        error);
  if (insert == NULL)
    return FALSE;
  sql_bind (insert, "s", message_id);
  if (!sql_run (insert, error))
    return FALSE;
  *ret_known = sqlite3_changes (store->db) == 0;
  return TRUE;
}

/* The snapshot is the caller's as soon as it is out of this cache: a change makes a new one. */
static gboolean
store_finish_learning (Store *store, gboolean written, GError **error)
{
  if (!store_file_commit (store, written, error))
    return FALSE;
  g_clear_pointer (&store->correspondents, correspondents_free);
  return TRUE;
}

static gboolean
store_count_sent (Store *store, const StoreSent *sent, GError **error)
{
  gint64 sent_at = sent->at > 0 ? MIN (sent->at, store_now ()) : store_now ();
  gboolean known;

  if (sent->keys->len == 0)
    return TRUE;
  if (!store_note_message (store, sent->message_id, &known, error))
    return FALSE;
  return known
         || (store_run_for_keys (store,
                                 "INSERT INTO correspondent"
                                 " (key, sent, first_seen, last_seen, last_sent)"
                                 " VALUES (?1, 1, ?2, ?2, ?2) ON CONFLICT (key) DO UPDATE"
                                 " SET sent = sent + 1,"
                                 " first_seen = min (first_seen, excluded.first_seen),"
                                 " last_seen = max (last_seen, excluded.last_seen),"
                                 " last_sent = max (last_sent, excluded.last_sent)",
                                 sent->keys, sent_at, error)
             && store_journal_note_sent (store, sent->keys, sent_at, error));
}

gboolean
store_learn_sent_mails (Store *store, const GArray *mails, GError **error)
{
  gboolean written = TRUE;
  guint n_keys = 0;

  for (guint i = 0; i < mails->len; i++)
    n_keys += g_array_index (mails, StoreSent, i).keys->len;
  if (n_keys == 0)
    return TRUE;
  if (!store_file_write (store, error))
    return FALSE;
  for (guint i = 0; written && i < mails->len; i++)
    written = store_count_sent (store, &g_array_index (mails, StoreSent, i), error);
  return store_finish_learning (store, written, error);
}

gboolean
store_learn_sent (Store *store, GPtrArray *keys, const char *message_id, GError **error)
{
  g_autoptr (GArray) mails = g_array_new (FALSE, FALSE, sizeof (StoreSent));
  StoreSent mail = { keys, message_id, 0 };

  g_array_append_val (mails, mail);
  return store_learn_sent_mails (store, mails, error);
}

gboolean
store_learn_address_book (Store *store, const GPtrArray *keys, GError **error)
{
  gboolean written;

  if (keys->len == 0)
    return TRUE;
  if (!store_file_write (store, error))
    return FALSE;
  written = store_run_for_keys (store,
                                "INSERT INTO correspondent"
                                " (key, in_address_book, first_seen, last_seen)"
                                " VALUES (?1, 1, ?2, ?2) ON CONFLICT (key) DO UPDATE"
                                " SET in_address_book = 1 WHERE NOT in_address_book",
                                keys, store_now (), error);
  return store_finish_learning (store, written, error);
}

gboolean
store_learn_heard (Store *store, const GPtrArray *keys, gint64 heard_at, GError **error)
{
  StoreState state = store_file_read (store, error);
  gboolean written;

  /* A file is made by what the user does, not by what comes in. */
  if (keys->len == 0 || state != STORE_READY)
    return state != STORE_FAILED;
  if (!store_file_write (store, error))
    return FALSE;
  written = store_run_for_keys (store,
                                "INSERT INTO correspondent"
                                " (key, received, first_seen, last_seen, last_heard)"
                                " VALUES (?1, 1, ?2, ?2, ?2) ON CONFLICT (key) DO UPDATE"
                                " SET received = received + 1,"
                                " last_heard = max (last_heard, excluded.last_heard)",
                                keys, heard_at, error)
            && store_journal_note_heard (store, keys, heard_at, error);
  return store_finish_learning (store, written, error);
}

static Correspondents *
store_load_correspondents (Store *store, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (
      store->db, "SELECT key, sent, received, in_address_book OR by_team FROM correspondent", error);
  Correspondents *correspondents;
  gboolean failed;

  if (statement == NULL)
    return NULL;
  correspondents = correspondents_new ();
  while (sql_next_row (statement, &failed, error))
    correspondents_add (correspondents, (const char *) sqlite3_column_text (statement, 0),
                        (guint) sqlite3_column_int64 (statement, 1),
                        (guint) sqlite3_column_int64 (statement, 2),
                        sqlite3_column_int (statement, 3) != 0);
  if (failed)
    g_clear_pointer (&correspondents, correspondents_free);
  else
    correspondents_finish (correspondents);
  return correspondents;
}

Correspondents *
store_correspondents (Store *store, GError **error)
{
  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  if (store->correspondents == NULL)
    store->correspondents = store_load_correspondents (store, error);
  if (store->correspondents == NULL || correspondents_count (store->correspondents) == 0)
    return NULL;
  return correspondents_ref (store->correspondents);
}
