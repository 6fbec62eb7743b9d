/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/mail_source.h"

typedef struct
{
  const char *file;
  MailRead *read;
  gpointer data;
  GString *message; /* so far */
  guint number;
} Reader;

static gboolean
failed (const char *path, int number, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

static void
hand_on (Reader *reader)
{
  reader->read (reader->file, reader->number, reader->message->str, reader->message->len,
                reader->data);
  g_string_truncate (reader->message, 0);
}

/* A message of a mailbox begins with a line "From " behind an empty one. */
static void
read_lines (Reader *reader, FILE *file)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  gboolean after_empty = TRUE, first = TRUE;

  while ((length = getline (&line, &size, file)) >= 0)
    {
      gboolean envelope = after_empty && length > 5 && memcmp (line, "From ", 5) == 0;
      if (envelope && (first || reader->number > 0))
        {
          if (!first)
            hand_on (reader);
          reader->number++;
        }
      else if (reader->message->len + (gsize) length <= MAIL_SOURCE_MAX_BYTES)
        g_string_append_len (reader->message, line, length);
      after_empty = length == 1 || (length == 2 && line[0] == '\r');
      first = FALSE;
    }
  free (line);
  hand_on (reader);
}

static gboolean
read_file (const char *path, MailRead *read, gpointer data, GError **error)
{
  g_autoptr (GString) message = g_string_new (NULL);
  Reader reader = { path, read, data, message, 0 };
  gboolean standard = strcmp (path, "-") == 0;
  FILE *file = standard ? stdin : fopen (path, "re");
  int fault;

  if (file == NULL)
    return failed (path, errno, error);
  errno = 0;
  read_lines (&reader, file);
  fault = ferror (file) ? errno : 0;
  if (!standard)
    fclose (file);
  return fault == 0 || failed (path, fault, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
read_folder (const char *path, MailRead *read, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      if (*(const char *) g_ptr_array_index (names, i) != '.'
          && g_file_test (file, G_FILE_TEST_IS_REGULAR) && !read_file (file, read, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
mail_source_read (const char *path, MailRead *read, gpointer data, GError **error)
{
  g_autofree char *new = g_build_filename (path, "new", NULL);
  g_autofree char *cur = g_build_filename (path, "cur", NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return read_file (path, read, data, error);
  if (g_file_test (cur, G_FILE_TEST_IS_DIR))
    return (!g_file_test (new, G_FILE_TEST_IS_DIR) || read_folder (new, read, data, error))
           && read_folder (cur, read, data, error);
  return read_folder (path, read, data, error);
}
