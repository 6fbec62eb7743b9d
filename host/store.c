/* SPDX-License-Identifier: MPL-2.0 */
#include "data_dir.h"
#include "store_file.h"

Store *
store_open (const char *folder)
{
  Store *store = g_new0 (Store, 1);

  store->folder = g_strdup (folder != NULL ? folder : data_dir_path ());
  store->path = g_build_filename (store->folder, "store.sqlite", NULL);
  return store;
}

void
store_close (Store *store)
{
  if (store == NULL)
    return;
  store_file_close (store);
  g_free (store->path);
  g_free (store->folder);
  g_free (store);
}

const char *
store_path (const Store *store)
{
  return store->path;
}

static gboolean
store_count_rows (Store *store, const char *text, guint *ret_count, GError **error)
{
  gint64 count;

  if (!sql_read_int (store->db, text, &count, error))
    return FALSE;
  *ret_count = (guint) count;
  return TRUE;
}

gboolean
store_count (Store *store, StoreCounts *ret_counts, GError **error)
{
  StoreCounts counts = { 0 };
  StoreState state = store_file_read (store, error);

  if (state == STORE_FAILED)
    return FALSE;
  if (state == STORE_READY
      && (!store_count_rows (store,
                             "SELECT count(*) FROM correspondent WHERE sent > 0 OR in_address_book",
                             &counts.correspondents, error)
          || !store_count_rows (store, "SELECT count(*) FROM dismissed", &counts.dismissals, error)
          || !store_count_rows (store, "SELECT count(*) FROM shown", &counts.shown, error)))
    return FALSE;
  *ret_counts = counts;
  return TRUE;
}
