/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "policy_file.h"

/* What tells one state of a file from another. */
typedef struct
{
  char *path;
  gboolean there;
  struct stat state;
} WatchedFile;

static void
watched_file_free (gpointer data)
{
  WatchedFile *file = data;

  g_free (file->path);
  g_free (file);
}

GPtrArray *
policy_watched_new (void)
{
  return g_ptr_array_new_with_free_func (watched_file_free);
}

void
policy_file_watch (GPtrArray *watched, const char *path)
{
  WatchedFile *file = g_new0 (WatchedFile, 1);

  file->path = g_strdup (path);
  file->there = stat (path, &file->state) == 0;
  g_ptr_array_add (watched, file);
}

static gboolean
same_time (const struct timespec *a, const struct timespec *b)
{
  return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/* The change time tells a new mode or owner, too: a file that could not be read may be readable
 * now. */
static gboolean
watched_file_changed (const WatchedFile *file)
{
  struct stat now;

  if (stat (file->path, &now) != 0)
    return file->there;
  return !file->there || now.st_dev != file->state.st_dev || now.st_ino != file->state.st_ino
         || now.st_size != file->state.st_size || !same_time (&now.st_mtim, &file->state.st_mtim)
         || !same_time (&now.st_ctim, &file->state.st_ctim);
}

gboolean
policy_files_changed (const GPtrArray *watched)
{
  for (guint i = 0; i < watched->len; i++)
    if (watched_file_changed (g_ptr_array_index (watched, i)))
      return TRUE;
  return FALSE;
}

static char *
refuse (int code, const char *why, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s", why);
  return NULL;
}

/* Reads until the end; a file that grows meanwhile stops at the bound. */
static char *
read_all (int descriptor, gsize *ret_length, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 block[16384];
  gssize count;

  while ((count = read (descriptor, block, sizeof block)) > 0 && bytes->len <= POLICY_MAX_BYTES)
    g_byte_array_append (bytes, block, (guint) count);
  if (count < 0 || bytes->len > POLICY_MAX_BYTES)
    {
      int code = count < 0 ? errno : EFBIG;
      g_byte_array_unref (bytes);
      return refuse (code, count < 0 ? g_strerror (code) : "it is too large", error);
    }
  *ret_length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (bytes, FALSE);
}

char *
policy_file_read (const char *path, GPtrArray *watched, gsize *ret_length, GError **error)
{
  struct stat state;
  int descriptor;
  char *text;

  if (watched != NULL)
    policy_file_watch (watched, path);
  descriptor = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  /* To be absent is no fault; g_strerror () would read the tables of character sets first. */
  if (descriptor < 0)
    return refuse (errno, errno == ENOENT ? "No such file or directory" : g_strerror (errno),
                   error);
  if (fstat (descriptor, &state) == 0 && S_ISREG (state.st_mode))
    text = read_all (descriptor, ret_length, error);
  else
    text = refuse (EINVAL, "it is no regular file", error);
  close (descriptor);
  return text;
}
