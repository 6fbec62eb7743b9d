/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"
#include "store_journal.h"

gboolean
store_channel_write (Store *store, const char *key, const char *name, guint origin, GError **error)
{
  /* Without a name the row stays: the user has said that none holds. */
  g_autoptr (sqlite3_stmt) statement
      = sql_prepare (store->db,
                     "INSERT INTO channel (key, name, origin, changed_at) VALUES (?1, ?2, ?3, ?4)"
                     " ON CONFLICT (key) DO UPDATE SET name = excluded.name,"
                     " origin = excluded.origin, changed_at = excluded.changed_at"
                     " WHERE excluded.origin > origin"
                     " OR (excluded.origin = origin AND excluded.name <> name)",
                     error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "ssii", key, name, (gint64) origin, g_get_real_time ());
  return sql_run (statement, error);
}

gboolean
store_set_channel (Store *store, const GPtrArray *keys, const char *channel, ChannelOrigin origin,
                   GError **error)
{
  gboolean written = TRUE;

  if (keys->len == 0)
    return TRUE;
  if (!store_file_write (store, error))
    return FALSE;
  for (guint i = 0; written && i < keys->len; i++)
    written = store_channel_write (store, g_ptr_array_index (keys, i), channel, origin, error);
  return store_file_commit (store, written, error);
}
