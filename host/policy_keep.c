/* SPDX-License-Identifier: MPL-2.0 */
#include <glib/gstdio.h>
#include <string.h>
#include "data_dir.h"
#include "policy_file.h"
#include "policy_keep.h"
#include "policy_read.h"

/* "policy-file-1f0c2d3e.json" */
static char *
copy_name (PolicyOrigin origin, const char *path)
{
  g_autofree char *sum = NULL;

  if (path == NULL)
    return g_strdup_printf ("policy-%s.json", policy_origin_name (origin));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  return g_strdup_printf ("policy-%s-%.16s.json", policy_origin_name (origin), sum);
}

void
policy_keep (const char *data_dir, PolicyOrigin origin, const char *path, const cJSON *json)
{
  g_autofree char *name = copy_name (origin, path);
  g_autofree char *file = g_build_filename (data_dir, name, NULL);
  g_autofree char *text = json_print (json);
  gsize length;
  g_autofree char *old = policy_file_read (file, NULL, &length, NULL);

  if (g_strcmp0 (old, text) != 0)
    data_dir_write (data_dir, name, text, NULL);
}

PolicyLayer *
policy_kept (const char *data_dir, PolicyOrigin origin, const char *path)
{
  g_autofree char *name = copy_name (origin, path);
  g_autofree char *file = g_build_filename (data_dir, name, NULL);
  g_autoptr (GPtrArray) unheard
      = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_problem_free);
  PolicyReading reading = { .origin = origin, .path = file, .problems = unheard };
  g_autofree char *text = policy_file_read (file, NULL, &reading.length, NULL);

  reading.text = text;
  return text != NULL ? policy_read_text (&reading, NULL) : NULL;
}

void
policy_forget (const char *data_dir, PolicyOrigin origin, const char *path)
{
  g_autofree char *name = copy_name (origin, path);
  g_autofree char *file = g_build_filename (data_dir, name, NULL);

  g_unlink (file);
}
