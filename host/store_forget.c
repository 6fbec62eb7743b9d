/* SPDX-License-Identifier: MPL-2.0 */
#include "finding.h"
#include "store_file.h"
#include "store_journal.h"

/* Every place where a key may stand; a table that gets a column with keys gets a row here. The id
 * of a row of the log stays, so that no other machine brings it back. */
static const char *const erase_key[] = {
  "INSERT OR IGNORE INTO gone SELECT id, ?2 FROM journal WHERE key = ?1",
  "DELETE FROM journal WHERE key = ?1",
  "DELETE FROM correspondent WHERE key = ?1 AND ?2 IS NOT NULL",
  "DELETE FROM dismissed WHERE key = ?1 AND ?2 IS NOT NULL",
  "INSERT OR IGNORE INTO gone SELECT id, ?2 FROM review WHERE key = ?1",
  /* The team's database has the address itself: it waits here until that has erased it (team/). */
  ("INSERT OR IGNORE INTO gone SELECT '@' || id, ?2 FROM team_row"
   " WHERE kind = 'correspondent' AND id = ?1"),
  "DELETE FROM team_row WHERE id = ?1 AND ?2 IS NOT NULL",
  ("DELETE FROM review_word WHERE ?2 IS NOT NULL"
   " AND review IN (SELECT id FROM review WHERE key = ?1)"),
  "DELETE FROM review WHERE key = ?1 AND ?2 IS NOT NULL",
  "DELETE FROM channel WHERE key = ?1 AND ?2 IS NOT NULL",
  "DELETE FROM asked_mailbox WHERE key = ?1 AND ?2 IS NOT NULL",
};

/* Places where the address stands as somebody wrote it: a list of all that there are, and how one
 * of them goes. */
static const struct
{
  const char *list;
  const char *erase;
} written[] = {
  { "SELECT DISTINCT address FROM shown WHERE address IS NOT NULL",
    "DELETE FROM shown WHERE address = ?1" },
  { "SELECT DISTINCT suggestion FROM shown WHERE suggestion IS NOT NULL",
    "UPDATE shown SET suggestion = NULL WHERE suggestion = ?1" },
  { "SELECT DISTINCT replacement FROM journal WHERE replacement IS NOT NULL",
    "UPDATE journal SET replacement = NULL WHERE replacement = ?1" },
};

/* The texts (char *) among those that @query lists that have that key. */
static GPtrArray *
texts_of_key (Store *store, const char *query, const char *key, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, query, error);
  gboolean failed;

  if (statement == NULL)
    return NULL;
  while (sql_next_row (statement, &failed, error))
    {
      g_autofree char *text = sql_column_string (statement, 0);
      g_autofree char *own_key = finding_key (text);
      if (g_str_equal (own_key, key))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  return failed ? NULL : g_steal_pointer (&texts);
}

static gboolean
erase_written (Store *store, const char *key, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr (GPtrArray) texts = texts_of_key (store, written[i].list, key, error);
      if (texts == NULL || !store_run_for_keys (store, written[i].erase, texts, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
erase_keys (Store *store, const char *key, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  g_ptr_array_add (keys, (gpointer) key);
  for (gsize i = 0; i < G_N_ELEMENTS (erase_key); i++)
    if (!store_run_for_keys (store, erase_key[i], keys, g_get_real_time () / G_USEC_PER_SEC, error))
      return FALSE;
  return TRUE;
}

gboolean
store_forget (Store *store, const char *address, GError **error)
{
  g_autofree char *key = finding_key (address);
  StoreState state = store_file_read (store, error);

  if (state != STORE_READY)
    return state == STORE_ABSENT;
  if (!store_file_write (store, error)
      || !store_file_commit (
          store, erase_keys (store, key, error) && erase_written (store, key, error), error))
    return FALSE;
  store_file_drop_caches (store);
  /* What was deleted is overwritten in the file (secure_delete); older pages in the write-ahead log
   * still hold it until that is emptied. */
  return sql_execute (store->db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}
