/* SPDX-License-Identifier: MPL-2.0 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "profile_find.h"

/* Between Thunderbird and its host may stand a shell or the wrapper of a sandbox. */
#define MAX_ANCESTORS 4

/* Where profiles.ini may lie: a Debian package or Mozilla's own, Snap, Flatpak. */
static const char *const roots[] = {
  ".thunderbird",
  "snap/thunderbird/common/.thunderbird",
  ".var/app/org.mozilla.Thunderbird/.thunderbird",
  ".var/app/org.mozilla.thunderbird/.thunderbird",
};

static char *
profile_read_link (const char *path)
{
  return g_file_read_link (path, NULL);
}

/* --- profiles.ini --- */

static GKeyFile *
profile_read_ini (const char *root)
{
  g_autofree char *path = g_build_filename (root, "profiles.ini", NULL);
  g_autoptr (GKeyFile) ini = NULL;

  if (access (path, R_OK) != 0)
    return NULL;
  ini = g_key_file_new ();
  return g_key_file_load_from_file (ini, path, G_KEY_FILE_NONE, NULL) ? g_steal_pointer (&ini)
                                                                      : NULL;
}

/* @path as profiles.ini gives it; taken over. */
static char *
profile_absolute (const char *root, char *path)
{
  char *absolute = path == NULL || g_path_is_absolute (path) ? g_strdup (path)
                                                             : g_build_filename (root, path, NULL);
  g_free (path);
  return absolute;
}

/* @group is [Profile0] for a profile, [Install...] for the default of an installation. */
static char *
profile_of_group (GKeyFile *ini, const char *root, const char *group)
{
  const char *key = g_str_has_prefix (group, "Install") ? "Default" : "Path";
  return profile_absolute (root, g_key_file_get_string (ini, group, key, NULL));
}

static char *
profile_default_in (const char *root)
{
  g_autoptr (GKeyFile) ini = profile_read_ini (root);
  g_auto (GStrv) groups = ini != NULL ? g_key_file_get_groups (ini, NULL) : NULL;
  const char *only = NULL;
  guint profiles = 0;

  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "Install"))
      return profile_of_group (ini, root, groups[i]);
  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "Profile"))
      {
        if (g_key_file_get_boolean (ini, groups[i], "Default", NULL))
          return profile_of_group (ini, root, groups[i]);
        only = groups[i];
        profiles++;
      }
  return profiles == 1 ? profile_of_group (ini, root, only) : NULL;
}

char *
profile_find_default (const char *home)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *root = g_build_filename (home, roots[i], NULL);
      char *profile = profile_default_in (root);
      if (profile != NULL)
        return profile;
    }
  return NULL;
}

/* The profiles of the groups whose names begin with @prefix. */
static void
profile_list_in (const char *root, const char *prefix, GPtrArray *all)
{
  g_autoptr (GKeyFile) ini = profile_read_ini (root);
  g_auto (GStrv) groups = ini != NULL ? g_key_file_get_groups (ini, NULL) : NULL;

  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    {
      char *profile
          = g_str_has_prefix (groups[i], prefix) ? profile_of_group (ini, root, groups[i]) : NULL;
      if (profile != NULL)
        g_ptr_array_add (all, profile);
    }
}

static char **
profile_list (const char *home, const char *prefix)
{
  GPtrArray *all = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *root = g_build_filename (home, roots[i], NULL);
      profile_list_in (root, prefix, all);
    }
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}

char **
profile_find_all (const char *home)
{
  return profile_list (home, "Profile");
}

/* --- Of a process --- */

/* PROFILE/lock is a symbolic link to "127.0.0.1:+4711", the number being that of the process. */
static gboolean
profile_is_locked_by (const char *profile, guint pid)
{
  g_autofree char *lock = g_build_filename (profile, "lock", NULL);
  g_autofree char *target = profile_read_link (lock);
  const char *plus = target != NULL ? strrchr (target, '+') : NULL;

  return plus != NULL && g_ascii_strtoull (plus + 1, NULL, 10) == pid;
}

static char *
profile_locked (char *const *profiles, guint pid)
{
  for (; *profiles != NULL; profiles++)
    if (profile_is_locked_by (*profiles, pid))
      return g_strdup (*profiles);
  return NULL;
}

static char *
profile_held_open (const char *process)
{
  g_autofree char *folder = g_build_filename (process, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = profile_read_link (path);
      if (target != NULL && g_str_has_suffix (target, "/.parentlock"))
        return g_path_get_dirname (target);
    }
  return NULL;
}

static char *
profile_on_command_line (const char *process)
{
  g_autofree char *path = g_build_filename (process, "cmdline", NULL);
  g_autofree char *line = NULL;
  gsize length;
  const char *end;

  if (!g_file_get_contents (path, &line, &length, NULL))
    return NULL;
  end = line + length;
  for (const char *word = line; word < end; word += strlen (word) + 1)
    {
      const char *option = word + strspn (word, "-");
      const char *value = word + strlen (word) + 1;
      if (option == word)
        continue;
      if (g_str_has_prefix (option, "profile="))
        return g_strdup (option + strlen ("profile="));
      if (strcmp (option, "profile") == 0 && value < end)
        return g_strdup (value);
    }
  return NULL;
}

/* 0 if it cannot be told. */
static guint
parent_of (const char *process)
{
  g_autofree char *path = g_build_filename (process, "stat", NULL);
  g_autofree char *line = NULL;
  const char *name_end;
  guint parent;

  if (!g_file_get_contents (path, &line, NULL, NULL))
    return 0;
  /* proc(5): pid (name) state ppid; the name may hold anything. */
  name_end = strrchr (line, ')');
  return name_end != NULL && sscanf (name_end + 1, " %*c %u", &parent) == 1 ? parent : 0;
}

char *
profile_find_of_process (const char *proc, const char *home, guint pid)
{
  g_auto (GStrv) profiles = profile_list (home, "");

  for (guint i = 0; i < MAX_ANCESTORS && pid > 1; i++)
    {
      g_autofree char *process = g_strdup_printf ("%s/%u", proc, pid);
      char *profile = profile_locked (profiles, pid);
      if (profile == NULL)
        profile = profile_held_open (process);
      if (profile == NULL)
        profile = profile_on_command_line (process);
      if (profile != NULL)
        return profile;
      pid = parent_of (process);
    }
  return NULL;
}
