/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include "store_folder.h"

char *store_folder;

void
store_folder_make (void)
{
  store_folder = g_dir_make_tmp ("lastmile-store-XXXXXX", NULL);
  ck_assert_ptr_nonnull (store_folder);
}

void
store_folder_remove (void)
{
  g_autoptr (GDir) dir = g_dir_open (store_folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (store_folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (store_folder);
  g_clear_pointer (&store_folder, g_free);
}

void
store_folder_run_sql (const char *text)
{
  g_autofree char *path = g_build_filename (store_folder, "store.sqlite", NULL);
  sqlite3 *db;

  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, text, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
}

gboolean
store_has_dismissed (Store *store, const char *code, const char *key)
{
  Dismissed *dismissed = store_dismissed (store, NULL);
  gboolean found = dismissed != NULL && dismissed_contains (dismissed, code, key);

  dismissed_free (dismissed);
  return found;
}
