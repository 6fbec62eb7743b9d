/* SPDX-License-Identifier: MPL-2.0 */
#include "data_dir.h"
#include "policy_file.h"
#include "policy_keep.h"
#include "policy_merge.h"
#include "policy_read.h"

#define POLICY_DEFAULT_FILE "/etc/lastmile/policy.json"
#define USER_FILE "settings.json"

const char *
policy_origin_name (PolicyOrigin origin)
{
  static const char *const names[] = { "user", "managed", "file", "default" };
  return names[origin];
}

const char *
policy_origin_state_name (OriginState state)
{
  static const char *const names[] = { "absent", "in_force", "last_good", "refused" };
  return names[state];
}

void
policy_sources_init (PolicySources *sources)
{
  const char *file = g_getenv ("LASTMILE_POLICY");

  *sources = (PolicySources){ .data_dir = data_dir_path () };
  sources->file = file != NULL && *file != '\0' ? file : POLICY_DEFAULT_FILE;
}

static PolicyReading
begin_reading (PolicyInForce *in_force, PolicyOrigin origin)
{
  return (PolicyReading){ .origin = origin,
                          .path = in_force->paths[origin],
                          .watched = in_force->watched,
                          .problems = in_force->problems };
}

static gboolean
keeps_copies (const PolicySources *sources)
{
  return sources->data_dir != NULL && !sources->read_only;
}

/* What becomes of a layer that was there, once it has been read (@layer, with @json as it is to be
 * kept) or found broken (NULL). */
static PolicyLayer *
settle (PolicyInForce *in_force, const PolicySources *sources, PolicyOrigin origin,
        PolicyLayer *layer, const cJSON *json)
{
  const char *path = in_force->paths[origin];

  if (layer != NULL)
    {
      in_force->states[origin] = ORIGIN_IN_FORCE;
      if (keeps_copies (sources))
        policy_keep (sources->data_dir, origin, path, json);
      return layer;
    }
  if (sources->data_dir != NULL)
    layer = policy_kept (sources->data_dir, origin, path);
  in_force->states[origin] = layer != NULL ? ORIGIN_LAST_GOOD : ORIGIN_REFUSED;
  return layer;
}

/* --- A file --- */

static PolicyLayer *
load_file (PolicyInForce *in_force, const PolicySources *sources, PolicyOrigin origin)
{
  PolicyReading reading = begin_reading (in_force, origin);
  g_autoptr (cJSON) json = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  PolicyLayer *layer = NULL;

  text = policy_file_read (reading.path, in_force->watched, &reading.length, &error);
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_error_free (error);
      if (keeps_copies (sources))
        policy_forget (sources->data_dir, origin, reading.path);
      return NULL;
    }
  reading.text = text;
  if (text != NULL)
    layer = policy_read_text (&reading, &json);
  else
    policy_reading_fault (&reading, TRUE, error);
  layer = settle (in_force, sources, origin, layer, json);
  if (origin == ORIGIN_USER)
    in_force->user = g_steal_pointer (&json);
  return layer;
}

/* --- Thunderbird's managed storage --- */

static PolicyLayer *
load_managed (PolicyInForce *in_force, const PolicySources *sources)
{
  PolicyReading reading = begin_reading (in_force, ORIGIN_MANAGED);
  g_autoptr (cJSON) json = NULL;
  PolicyLayer *layer = NULL;

  if (sources->managed_known && sources->managed == NULL)
    {
      if (keeps_copies (sources))
        policy_forget (sources->data_dir, ORIGIN_MANAGED, NULL);
      return NULL;
    }
  if (sources->managed_known)
    {
      layer = policy_read_json (&reading, sources->managed, &json);
      return settle (in_force, sources, ORIGIN_MANAGED, layer, json);
    }
  if (sources->data_dir != NULL)
    layer = policy_kept (sources->data_dir, ORIGIN_MANAGED, NULL);
  if (layer != NULL)
    in_force->states[ORIGIN_MANAGED] = ORIGIN_IN_FORCE;
  return layer;
}

/* --- All three --- */

PolicyInForce *
policy_load (const PolicySources *sources)
{
  PolicyInForce *in_force = g_new0 (PolicyInForce, 1);
  PolicyLayer *layers[N_ORIGINS] = { NULL };

  in_force->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_problem_free);
  in_force->watched = policy_watched_new ();
  if (sources->data_dir != NULL)
    in_force->paths[ORIGIN_USER] = g_build_filename (sources->data_dir, USER_FILE, NULL);
  in_force->paths[ORIGIN_FILE] = g_strdup (sources->file);
  if (in_force->paths[ORIGIN_FILE] != NULL)
    layers[ORIGIN_FILE] = load_file (in_force, sources, ORIGIN_FILE);
  layers[ORIGIN_MANAGED] = load_managed (in_force, sources);
  if (in_force->paths[ORIGIN_USER] != NULL)
    layers[ORIGIN_USER] = load_file (in_force, sources, ORIGIN_USER);
  policy_merge (in_force, layers);
  for (int i = 0; i < N_ORIGINS; i++)
    policy_layer_free (layers[i]);
  return in_force;
}

void
policy_in_force_free (PolicyInForce *in_force)
{
  if (in_force == NULL)
    return;
  policy_free (in_force->policy);
  g_strfreev (in_force->locked);
  for (int i = 0; i < N_ORIGINS; i++)
    g_free (in_force->paths[i]);
  g_ptr_array_unref (in_force->problems);
  cJSON_Delete (in_force->user);
  g_ptr_array_unref (in_force->watched);
  g_free (in_force->trace);
  g_free (in_force);
}

gboolean
policy_changed (const PolicyInForce *in_force)
{
  return policy_files_changed (in_force->watched);
}

gboolean
policy_locks_check (const PolicyInForce *in_force, CheckId check)
{
  return in_force->trace->locked[check];
}

gboolean
policy_save_user (const char *data_dir, const cJSON *settings, GError **error)
{
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_problem_free);
  PolicyReading reading = { .origin = ORIGIN_USER, .problems = problems };
  g_autoptr (PolicyLayer) layer = policy_read_json (&reading, settings, NULL);
  g_autofree char *printed = NULL;

  for (guint i = 0; layer == NULL && i < problems->len; i++)
    {
      const PolicyProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *field = NULL;

      if (!problem->fatal)
        continue;
      field = problem->key != NULL ? g_strconcat ("settings.", problem->key, NULL)
                                   : g_strdup ("settings");
      lastmile_error_set (error, LASTMILE_ERROR_settings_failed, &(ErrorPlace){ .field = field },
                          "%s: %s", field, problem->detail);
      return FALSE;
    }
  printed = json_print (settings);
  return data_dir_write (data_dir, USER_FILE, printed, error);
}
