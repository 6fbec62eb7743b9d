/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include "data_dir.h"

static gpointer
data_dir_find (gpointer unused)
{
  const char *set = g_getenv ("LASTMILE_DATA_DIR");

  if (set != NULL && *set != '\0')
    return g_strdup (set);
  return g_build_filename (g_get_user_data_dir (), "lastmile", NULL);
}

const char *
data_dir_path (void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once (&once, data_dir_find, NULL);
}

gboolean
data_dir_ensure (const char *dir, GError **error)
{
  if (g_mkdir_with_parents (dir, 0700) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", dir,
               g_strerror (errno));
  return FALSE;
}

gboolean
data_dir_write (const char *dir, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return data_dir_ensure (dir, error)
         && g_file_set_contents_full (path, text, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0600, error);
}
