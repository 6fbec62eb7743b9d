/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "store_file.h"
#include "store_journal.h"

/* A failure comes within moments of the message that failed, and its clock may be behind: a message
 * that went so soon after it is that one, not the next. */
#define SAME_MESSAGE_SECONDS (15 * 60)

static gint64
store_journal_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Behind the last '@', or the whole. */
static const char *
domain_of (const char *key)
{
  const char *at = strrchr (key, '@');
  return at != NULL ? at + 1 : key;
}

/* --- Noting --- */

/* A row that says the same already keeps its stamp. */
static gboolean
store_journal_update (Store *store, const char *id, const JournalEdit *edit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "UPDATE journal SET remedy = nullif (coalesce (?2, remedy), ''),"
                     " outcome = nullif (coalesce (?3, outcome), ''),"
                     " replacement = nullif (coalesce (?4, replacement), ''), changed_at = ?5"
                     " WHERE id = ?1 AND (coalesce (?2, remedy, '') <> coalesce (remedy, '')"
                     "  OR coalesce (?3, outcome, '') <> coalesce (outcome, '')"
                     "  OR coalesce (?4, replacement, '') <> coalesce (replacement, ''))",
                     error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssssi", id, edit->remedy, edit->outcome, edit->replacement,
            g_get_real_time ());
  return sql_run (statement, error);
}

/* --- Adding --- */

typedef enum
{
  ENTRY_NEW,
  ENTRY_NOTED, /* its row is there: what was noted may be new */
  ENTRY_KNOWN, /* it stands there already, or was taken away */
} EntryState;

static gboolean
store_journal_look_up (Store *store, const JournalEntry *entry, EntryState *ret_state,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "SELECT CASE"
                     " WHEN EXISTS (SELECT 1 FROM journal WHERE id = ?5) THEN 1"
                     " WHEN EXISTS (SELECT 1 FROM gone WHERE id = ?5) THEN 2"
                     " WHEN ?6 IS NOT NULL THEN"
                     "  2 * EXISTS (SELECT 1 FROM journal WHERE key = ?1 AND message_id = ?6)"
                     " ELSE 2 * EXISTS (SELECT 1 FROM journal WHERE key = ?1 AND reason = ?2"
                     "  AND line IS ?3 AND message_id IS NULL AND failed_at = ?4) END",
                     error);
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "sssiss", entry->key, entry->reason, entry->line, entry->failed_at,
            entry->id, entry->message_id);
  if (!sql_next_row (statement, &failed, error))
    return FALSE;
  *ret_state = (EntryState) sqlite3_column_int (statement, 0);
  return TRUE;
}

static gboolean
store_journal_insert (sqlite3_stmt *insert, const JournalEntry *entry, GError **error)
{
  g_autofree char *fresh_id = entry->id == NULL ? g_uuid_string_random () : NULL;

  sql_bind (insert, "ssssissiisssssssiii", entry->id != NULL ? entry->id : fresh_id, entry->address,
            entry->key, domain_of (entry->key),
            entry->failed_at != 0 ? entry->failed_at : store_journal_now (), entry->class,
            entry->reason, (gint64) (entry->permanent != FALSE), (gint64) entry->reply, entry->code,
            entry->server, entry->line, entry->remedy, entry->outcome, entry->replacement,
            entry->message_id, (gint64) SAME_MESSAGE_SECONDS, entry->answered_at,
            g_get_real_time ());
  return sql_run (insert, error);
}

static gboolean
store_journal_take (Store *store, sqlite3_stmt *insert, const JournalEntry *entry, guint *ret_added,
                    GError **error)
{
  const JournalEdit noted = { entry->remedy, entry->outcome, entry->replacement, NULL };
  EntryState state;

  if (!store_journal_look_up (store, entry, &state, error))
    return FALSE;
  if (state == ENTRY_NOTED)
    return store_journal_update (store, entry->id, &noted, error);
  if (state == ENTRY_KNOWN)
    return TRUE;
  *ret_added += 1;
  return store_journal_insert (insert, entry, error);
}

static gboolean
store_journal_insert_all (Store *store, const GPtrArray *entries, guint *ret_added, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = sql_prepare (
      store->db,
      "INSERT INTO journal (id, address, key, domain, failed_at, class, reason,"
      " permanent, reply, code, server, line, remedy, outcome, replacement, message_id,"
      " retried_at, answered_at, changed_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
      " coalesce ((SELECT last_sent FROM correspondent WHERE key = ?3 AND last_sent > ?5 + ?17), "
      "0),"
      " max (?18, coalesce ((SELECT last_heard FROM correspondent"
      "  WHERE key = ?3 AND last_heard > ?5), 0)), ?19)",
      error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!store_journal_take (store, insert, g_ptr_array_index (entries, i), ret_added, error))
      return FALSE;
  return TRUE;
}

/* The user's "do not ask again" was about earlier failures. */
static gboolean
store_journal_ask_again (Store *store, const GPtrArray *entries, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "DELETE FROM dismissed WHERE code = 'status_bounced_before' AND key = ?1"
                     " AND since < ?2",
                     error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const JournalEntry *entry = g_ptr_array_index (entries, i);
      sql_bind (statement, "si", entry->key,
                entry->failed_at != 0 ? entry->failed_at : store_journal_now ());
      if (!sql_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_journal_forget_old (Store *store, guint keep_days, GError **error)
{
  return keep_days == 0
         || store_run_at (store, "DELETE FROM journal WHERE failed_at < ?1",
                          store_journal_now () - (gint64) keep_days * 24 * 60 * 60, error);
}

static gboolean
store_journal_set_channels (Store *store, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const JournalEntry *entry = g_ptr_array_index (entries, i);
      if (entry->channel != NULL
          && !store_channel_write (store, entry->key, entry->channel, CHANNEL_FROM_LIST, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
store_journal_add (Store *store, const GPtrArray *entries, guint keep_days, guint *ret_added,
                   GError **error)
{
  guint added = 0;
  gboolean written;

  if (!store_file_write (store, error))
    return FALSE;
  written = store_journal_insert_all (store, entries, &added, error)
            && store_journal_set_channels (store, entries, error)
            && store_journal_ask_again (store, entries, error)
            && store_journal_forget_old (store, keep_days, error);
  if (!store_file_commit (store, written, error))
    return FALSE;
  g_clear_pointer (&store->dismissed, dismissed_free);
  *ret_added = added;
  return TRUE;
}

/* --- What happens afterwards --- */

gboolean
store_journal_note_sent (Store *store, const GPtrArray *keys, gint64 sent_at, GError **error)
{
  return store_run_for_keys (store,
                             "UPDATE journal SET retried_at = ?2 WHERE key = ?1"
                             " AND retried_at = 0 AND failed_at < ?2",
                             keys, sent_at, error);
}

gboolean
store_journal_note_heard (Store *store, const GPtrArray *keys, gint64 heard_at, GError **error)
{
  return store_run_for_keys (store,
                             "UPDATE journal SET answered_at = ?2 WHERE key = ?1"
                             " AND answered_at = 0 AND failed_at < ?2",
                             keys, heard_at, error);
}

/* --- Changing --- */

/* The key of the row @id, or NULL: without an error, there is no such row. */
static char *
store_journal_key (Store *store, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db, "SELECT key FROM journal WHERE id = ?1", error);
  gboolean failed;

  if (statement == NULL)
    return NULL;
  sql_bind (statement, "s", id);
  return sql_next_row (statement, &failed, error) ? sql_column_string (statement, 0) : NULL;
}

gboolean
store_journal_edit (Store *store, const char *id, const JournalEdit *edit, gboolean *ret_found,
                    GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *key = NULL;
  gboolean written;

  if (!store_file_write (store, error))
    return FALSE;
  key = store_journal_key (store, id, &cause);
  written = cause == NULL
            && (key == NULL
                || (store_journal_update (store, id, edit, &cause)
                    && (edit->channel == NULL
                        || store_channel_write (store, key, edit->channel, CHANNEL_FROM_USER,
                                                &cause))));
  if (!written)
    g_propagate_error (error, g_steal_pointer (&cause));
  if (!store_file_commit (store, written, error))
    return FALSE;
  *ret_found = key != NULL;
  return TRUE;
}
