/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/bounced.h"
#include "store_file.h"
#include "store_journal.h"

/* SQLite takes the other columns from the row that has the maximum. */
static const char last_text[] = "SELECT key, reason, permanent, max (failed_at), retried_at,"
                                " answered_at FROM journal GROUP BY key";
static const char replacements_text[] = "SELECT key, replacement FROM journal"
                                        " WHERE replacement IS NOT NULL ORDER BY failed_at";

static gboolean
read_last_failures (Store *store, GHashTable *addresses, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, last_text, error);
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  while (sql_next_row (statement, &failed, error))
    {
      BouncedAddress *address = g_new0 (BouncedAddress, 1);
      address->reason = sql_column_string (statement, 1);
      address->permanent = sqlite3_column_int (statement, 2) != 0;
      address->failed_at = sqlite3_column_int64 (statement, 3);
      address->retried_at = sqlite3_column_int64 (statement, 4);
      address->answered_at = sqlite3_column_int64 (statement, 5);
      g_hash_table_insert (addresses, sql_column_string (statement, 0), address);
    }
  return !failed;
}

static gboolean
read_replacements (Store *store, GHashTable *addresses, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, replacements_text, error);
  gboolean failed;

  if (statement == NULL)
    return FALSE;
  while (sql_next_row (statement, &failed, error))
    {
      BouncedAddress *address = g_hash_table_lookup (addresses, sqlite3_column_text (statement, 0));
      if (address == NULL)
        continue;
      g_free (address->replacement);
      address->replacement = sql_column_string (statement, 1);
    }
  return !failed;
}

GHashTable *
store_bounced (Store *store, GError **error)
{
  g_autoptr (GHashTable) addresses = NULL;

  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  if (store->bounced == NULL)
    {
      addresses = bounced_table_new ();
      if (!read_last_failures (store, addresses, error)
          || !read_replacements (store, addresses, error))
        return NULL;
      store->bounced = g_steal_pointer (&addresses);
    }
  return g_hash_table_ref (store->bounced);
}
