/* SPDX-License-Identifier: MPL-2.0 */
#include "data_dir.h"
#include "policy_load.h"

#define POLICY_DEFAULT_FILE "/etc/lastmile/policy.json"

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

static void
policy_problem_free (PolicyProblem *problem)
{
  g_free (problem->path);
  g_free (problem->key);
  g_free (problem->detail);
  g_free (problem);
}

PolicyInForce *
policy_load (const PolicySources *sources)
{
  PolicyInForce *in_force = g_new0 (PolicyInForce, 1);

  in_force->policy = policy_new ();
  in_force->locked = g_new0 (char *, 1);
  in_force->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)policy_problem_free);
  in_force->watched = g_ptr_array_new ();
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
  return FALSE;
}

gboolean
policy_locks_check (const PolicyInForce *in_force, CheckId check)
{
  return FALSE;
}

cJSON *
policy_in_force_to_json (const PolicyInForce *in_force)
{
  cJSON *json = cJSON_CreateObject ();

  cJSON_AddObjectToObject (json, "in_force");
  cJSON_AddArrayToObject (json, "locked");
  cJSON_AddArrayToObject (json, "origins");
  cJSON_AddArrayToObject (json, "problems");
  return json;
}

gboolean
policy_save_user (const char *data_dir, const cJSON *settings, GError **error)
{
  g_autofree char *text = cJSON_Print (settings);
  return data_dir_write (data_dir, "settings.json", text, error);
}
