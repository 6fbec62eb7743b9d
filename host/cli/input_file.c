/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "cli/input_file.h"

#define CHUNK (64 * 1024)

static void
failed (const char *path, int number, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
}

static int
open_file (const char *path, GError **error)
{
  int fd = strcmp (path, "-") == 0 ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    failed (path, errno, error);
  return fd;
}

static void
close_file (int fd)
{
  if (fd > STDIN_FILENO)
    close (fd);
}

GBytes *
input_file_read (const char *path, gsize max, GError **error)
{
  int fd = open_file (path, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  ssize_t got = 0;

  if (fd < 0)
    return NULL;
  do
    {
      guint known = bytes->len;
      g_byte_array_set_size (bytes, known + CHUNK);
      got = read (fd, bytes->data + known, CHUNK);
      g_byte_array_set_size (bytes, known + (guint) MAX (got, 0));
    }
  while ((got > 0 || (got < 0 && errno == EINTR)) && bytes->len <= max);
  if (got != 0)
    failed (path, got < 0 ? errno : EFBIG, error);
  close_file (fd);
  return got == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
