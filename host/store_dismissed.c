/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"

static void
dismissal_free (Dismissal *dismissal)
{
  g_free (dismissal->code);
  g_free (dismissal->key);
  g_free (dismissal);
}

/* @text takes code, key and time. */
static gboolean
store_change_dismissed (Store *store, const char *text, const GPtrArray *codes, const char *key,
                        GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean written;

  if (!store_file_write (store, error))
    return FALSE;
  statement = sql_prepare (store->db, text, error);
  written = statement != NULL;
  for (guint i = 0; written && i < codes->len; i++)
    {
      sql_bind (statement, "ssi", (const char *) g_ptr_array_index (codes, i), key,
                g_get_real_time () / G_USEC_PER_SEC);
      written = sql_run (statement, error);
    }
  if (!store_file_commit (store, written, error))
    return FALSE;
  g_clear_pointer (&store->dismissed, dismissed_free);
  return TRUE;
}

gboolean
store_dismiss (Store *store, const GPtrArray *codes, const char *key, GError **error)
{
  return store_change_dismissed (store,
                                 "INSERT OR IGNORE INTO dismissed (code, key, since)"
                                 " VALUES (?1, ?2, ?3)",
                                 codes, key, error);
}

gboolean
store_undismiss (Store *store, const GPtrArray *codes, const char *key, GError **error)
{
  return store_change_dismissed (store,
                                 "DELETE FROM dismissed WHERE code = ?1 AND key = ?2"
                                 " AND ?3 IS NOT NULL",
                                 codes, key, error);
}

GPtrArray *
store_dismissals (Store *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) dismissal_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  gboolean failed;

  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&list) : NULL;
  statement = sql_prepare (
      store->db, "SELECT code, key, since FROM dismissed ORDER BY since DESC, key, code", error);
  if (statement == NULL)
    return NULL;
  while (sql_next_row (statement, &failed, error))
    {
      Dismissal *dismissal = g_new0 (Dismissal, 1);
      dismissal->code = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      dismissal->key = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      dismissal->since = sqlite3_column_int64 (statement, 2);
      g_ptr_array_add (list, dismissal);
    }
  return failed ? NULL : g_steal_pointer (&list);
}

static Dismissed *
store_load_dismissed (Store *store, GError **error)
{
  g_autoptr (GPtrArray) list = store_dismissals (store, error);
  Dismissed *dismissed;

  if (list == NULL)
    return NULL;
  dismissed = dismissed_new ();
  for (guint i = 0; i < list->len; i++)
    {
      const Dismissal *dismissal = g_ptr_array_index (list, i);
      dismissed_add (dismissed, dismissal->code, dismissal->key);
    }
  return dismissed;
}

Dismissed *
store_dismissed (Store *store, GError **error)
{
  if (store_file_read (store, error) != STORE_READY)
    return NULL;
  if (store->dismissed == NULL)
    store->dismissed = store_load_dismissed (store, error);
  return store->dismissed != NULL ? dismissed_ref (store->dismissed) : NULL;
}
