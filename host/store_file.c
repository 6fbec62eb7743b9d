/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data_dir.h"
#include "store_file.h"

static gboolean
store_file_failed (const char *path, int number, GError **error)
{
  g_set_error (error, STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? STORE_ERROR_FULL : STORE_ERROR_NOT_WRITABLE,
               "%s: %s", path, g_strerror (number));
  return FALSE;
}

/* Only the owner reads it, whatever the umask; SQLite gives the same mode to its side files. */
static gboolean
store_file_create (Store *store, GError **error)
{
  g_autoptr (GError) folder_error = NULL;
  int fd;

  if (!data_dir_ensure (store->folder, &folder_error))
    {
      g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_WRITABLE, folder_error->message);
      return FALSE;
    }
  fd = open (store->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return errno == EEXIST || store_file_failed (store->path, errno, error);
  if (fchmod (fd, 0600) != 0)
    store_file_failed (store->path, errno, error);
  close (fd);
  return TRUE;
}

void
store_file_drop_caches (Store *store)
{
  g_clear_pointer (&store->correspondents, correspondents_free);
  g_clear_pointer (&store->dismissed, dismissed_free);
  g_clear_pointer (&store->bounced, g_hash_table_unref);
}

void
store_file_close (Store *store)
{
  store_file_drop_caches (store);
  g_clear_pointer (&store->db, sqlite3_close);
}

static gboolean
store_file_open (Store *store, const struct stat *file, GError **error)
{
  int code
      = sqlite3_open_v2 (store->path, &store->db,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code != SQLITE_OK)
    sql_failed (store->db, code, error);
  else if ((file->st_mode & 0077) != 0 && chmod (store->path, 0600) != 0)
    store_file_failed (store->path, errno, error);
  else
    {
      sqlite3_busy_timeout (store->db, SQL_BUSY_MS);
      /* FULL: an acknowledged answer outlives a power cut too; writes are few. And what is deleted
       * is overwritten, for it may be what somebody wanted forgotten. */
      if (sql_execute (store->db, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", error)
          && store_mail_hash_add (store->db, error) && store_schema_update (store->db, error)
          && sql_read_int (store->db, "PRAGMA data_version", &store->data_version, error))
        {
          store->device = file->st_dev;
          store->inode = file->st_ino;
          return TRUE;
        }
    }
  store_file_close (store);
  return FALSE;
}

static gboolean
store_file_refresh (Store *store, GError **error)
{
  gint64 version;

  if (!sql_read_int (store->db, "PRAGMA data_version", &version, error))
    {
      store_file_close (store);
      return FALSE;
    }
  if (version != store->data_version)
    {
      store_file_drop_caches (store);
      store->data_version = version;
    }
  return TRUE;
}

StoreState
store_file_read (Store *store, GError **error)
{
  struct stat file;

  if (stat (store->path, &file) != 0)
    {
      int number = errno;
      store_file_close (store);
      if (number == ENOENT)
        return STORE_ABSENT;
      store_file_failed (store->path, number, error);
      return STORE_FAILED;
    }
  /* Somebody may have put another file in its place, or moved it away. */
  if (store->db != NULL && (store->device != file.st_dev || store->inode != file.st_ino))
    store_file_close (store);
  if (store->db == NULL)
    return store_file_open (store, &file, error) ? STORE_READY : STORE_FAILED;
  return store_file_refresh (store, error) ? STORE_READY : STORE_FAILED;
}

gboolean
store_file_write (Store *store, GError **error)
{
  StoreState state = store_file_read (store, error);

  if (state == STORE_ABSENT)
    {
      if (!store_file_create (store, error))
        return FALSE;
      state = store_file_read (store, error);
    }
  return state == STORE_READY && sql_begin (store->db, error);
}

gboolean
store_file_commit (Store *store, gboolean written, GError **error)
{
  if (!written)
    {
      sql_rollback (store->db);
      return FALSE;
    }
  /* What is sent, heard, edited or forgotten may all concern what bounced. */
  g_clear_pointer (&store->bounced, g_hash_table_unref);
  return sql_commit (store->db, error);
}

gboolean
store_run_at (Store *store, const char *text, gint64 moment, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sql_prepare (store->db, text, error);

  if (statement == NULL)
    return FALSE;
  sql_bind (statement, "i", moment);
  return sql_run (statement, error);
}
