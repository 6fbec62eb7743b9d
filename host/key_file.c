/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "key_file.h"

#define MAX_KEY 1024 /* bytes of the file */

static void
refuse (const char *path, int code, const char *what, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s %s", path, what);
}

/* A descriptor, or -1. */
static int
open_key (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  const char *what = NULL;
  struct stat state;

  if (descriptor < 0)
    {
      refuse (path, errno,
              errno == ENOENT   ? "is not there"
              : errno == EACCES ? "cannot be read by this user: give it a group that the user is in"
                                : g_strerror (errno),
              error);
      return -1;
    }
  if (fstat (descriptor, &state) != 0 || !S_ISREG (state.st_mode))
    what = "is no regular file";
  else if ((state.st_mode & S_IRWXO) != 0)
    what = "is open to everybody on this machine: chmod o= it";
  else if (state.st_size == 0 || state.st_size > MAX_KEY)
    what = "holds no key: one line is expected, the key";
  if (what == NULL)
    return descriptor;
  refuse (path, EPERM, what, error);
  close (descriptor);
  return -1;
}

gboolean
key_file_check (const char *path, GError **error)
{
  int descriptor = open_key (path, error);

  if (descriptor < 0)
    return FALSE;
  close (descriptor);
  return TRUE;
}

/* RFC 9110 5.5: what can stand in a header's value. */
static gboolean
is_key (const char *text)
{
  for (const char *letter = text; *letter != '\0'; letter++)
    if (!g_ascii_isgraph (*letter))
      return FALSE;
  return *text != '\0';
}

char *
key_file_read (const char *path, GError **error)
{
  int descriptor = open_key (path, error);
  char text[MAX_KEY + 1];
  char *key = NULL;
  gssize length;

  if (descriptor < 0)
    return NULL;
  length = read (descriptor, text, MAX_KEY);
  close (descriptor);
  text[MAX (length, 0)] = '\0';
  if (length > 0 && strlen (text) == (gsize) length)
    key = g_strdup (g_strstrip (text));
  explicit_bzero (text, sizeof text);
  if (key != NULL && is_key (key))
    return key;
  key_file_forget (key);
  refuse (path, EINVAL, "holds no key: one line is expected, the key", error);
  return NULL;
}

void
key_file_forget (char *key)
{
  if (key != NULL)
    explicit_bzero (key, strlen (key));
  g_free (key);
}
