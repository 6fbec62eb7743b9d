/* SPDX-License-Identifier: MPL-2.0 */
#include <glib/gstdio.h>
#include <string.h>
#include "policy_world.h"
#include "wire/json.h"

static char *
unquote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

PolicyWorld *
policy_world_new (void)
{
  PolicyWorld *world = g_new0 (PolicyWorld, 1);

  world->folder = g_dir_make_tmp ("lastmile-policy-XXXXXX", NULL);
  g_assert (world->folder != NULL);
  world->data_dir = g_build_filename (world->folder, "data", NULL);
  world->file = g_build_filename (world->folder, "policy.json", NULL);
  g_mkdir (world->data_dir, 0700);
  world->sources = (PolicySources){ .data_dir = world->data_dir, .file = world->file, .managed_known = TRUE };
  return world;
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
policy_world_free (PolicyWorld *world)
{
  remove_tree (world->folder);
  policy_in_force_free (world->in_force);
  cJSON_Delete (world->managed);
  g_free (world->folder);
  g_free (world->data_dir);
  g_free (world->file);
  g_free (world);
}

void
policy_world_write (PolicyWorld *world, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);
  g_autofree char *unquoted = text != NULL ? unquote (text) : NULL;

  if (text != NULL && !g_file_set_contents (path, unquoted, -1, NULL))
    g_error ("%s cannot be written", path);
}

void
policy_world_manage (PolicyWorld *world, const char *text)
{
  g_autofree char *unquoted = text != NULL ? unquote (text) : NULL;

  cJSON_Delete (world->managed);
  world->managed = text != NULL ? cJSON_Parse (unquoted) : NULL;
  g_assert (text == NULL || world->managed != NULL);
  world->sources.managed = world->managed;
}

void
policy_world_load (PolicyWorld *world)
{
  policy_in_force_free (world->in_force);
  world->in_force = policy_load (&world->sources);
}

char *
policy_world_find (PolicyWorld *world, const char *path)
{
  g_autoptr (cJSON) json = policy_in_force_to_json (world->in_force);
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);
  const cJSON *at = json;

  for (guint i = 0; keys[i] != NULL && at != NULL; i++)
    at = cJSON_GetObjectItemCaseSensitive (at, keys[i]);
  return at != NULL ? json_print (at) : NULL;
}

char *
policy_world_problems (PolicyWorld *world)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < world->in_force->problems->len; i++)
    {
      const PolicyProblem *problem = g_ptr_array_index (world->in_force->problems, i);
      g_string_append_printf (told, "%s%s %u:%u %s %s %s", i > 0 ? "\n" : "",
                              policy_origin_name (problem->origin), problem->line, problem->column,
                              problem->key != NULL ? problem->key : "-",
                              problem->fatal ? "fatal" : "told", problem->detail);
    }
  return g_string_free (told, FALSE);
}
