/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "policy_read.h"

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
add_list (cJSON *json, const char *name, GHashTable *set)
{
  GList *sorted;
  cJSON *array;

  if (g_hash_table_size (set) == 0)
    return;
  sorted = g_list_sort (g_hash_table_get_keys (set), compare_strings);
  array = cJSON_AddArrayToObject (json, name);
  for (GList *link = sorted; link != NULL; link = link->next)
    json_append_string (array, link->data);
  g_list_free (sorted);
}

static void
add_setting (cJSON *json, PolicySetting setting, gint value)
{
  const SettingRow *row = &policy_settings[setting];
  cJSON *object = policy_group (json, row->group, TRUE);

  if (row->names != NULL)
    cJSON_AddStringToObject (object, row->name, row->names[value]);
  else if (row->min == row->max)
    cJSON_AddBoolToObject (object, row->name, value);
  else
    cJSON_AddNumberToObject (object, row->name, value);
}

static void
add_text (cJSON *json, const Policy *policy, PolicyText text)
{
  const TextRow *row = &policy_texts[text];
  const char *value = *policy_text (policy, text);

  if (value != NULL)
    json_add_string (policy_group (json, row->group, TRUE), row->name, value);
}

/* The policy in force in the policy form. */
static cJSON *
policy_to_json (const Policy *policy)
{
  const gint values[N_SETTINGS] = {
    [SETTING_MODE] = (gint) policy->mode,
    [SETTING_SENSITIVITY] = (gint) policy->sensitivity,
    [SETTING_VISIBLE_RECIPIENTS] = (gint) policy->max_visible,
    [SETTING_AUDIT_DAYS] = (gint) policy->audit_days,
    [SETTING_JOURNAL_DAYS] = (gint) policy->journal_days,
    [SETTING_SENDER_DAYS] = (gint) policy->sender_days,
    [SETTING_BOUNCE_HARD_DAYS] = (gint) policy->bounce_hard_days,
    [SETTING_BOUNCE_SOFT_DAYS] = (gint) policy->bounce_soft_days,
    [SETTING_BOUNCE_QUIET_DAYS] = (gint) policy->bounce_quiet_days,
    [SETTING_DEADLINE_MS] = (gint) policy->deadline_ms,
    [SETTING_DNS] = policy->dns,
    [SETTING_REMEMBER] = policy->remember,
    [SETTING_SENDER_DAILY] = policy->sender_daily,
    [SETTING_REVIEW_FIRST_CONTACT] = policy->review_first_contact,
    [SETTING_REVIEW_DIRECTORY] = policy->review_directory,
    [SETTING_VERIFY_PROBE] = policy->verify_probe,
    [SETTING_VERIFY_PER_HOUR] = (gint) policy->verify_per_hour,
  };
  cJSON *json = cJSON_CreateObject ();
  cJSON *severities, *directory;

  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    add_setting (json, i, values[i]);
  severities = cJSON_AddObjectToObject (json, "severity");
  for (CheckId check = 0; check < N_CHECKS; check++)
    cJSON_AddStringToObject (severities, checks[check].id, severity_name (policy->sure[check]));
  add_list (json, policy_list_names[LIST_OWN_DOMAINS], policy->own_domains);
  add_list (json, policy_list_names[LIST_TRUSTED], policy->trusted);
  add_list (json, policy_list_names[LIST_UNTRUSTED], policy->untrusted);
  add_list (json, policy_list_names[LIST_IMPORTANT], policy->important);
  if (policy->directory->len > 0)
    {
      directory = cJSON_AddArrayToObject (json, "directory");
      for (guint i = 0; i < policy->directory->len; i++)
        cJSON_AddItemToArray (
            directory, policy_directory_entry_to_json (g_ptr_array_index (policy->directory, i)));
    }
  policy_blocklists_print (policy, json);
  for (PolicyText i = 0; i < N_TEXTS; i++)
    add_text (json, policy, i);
  return json;
}

cJSON *
policy_problem_to_json (const PolicyProblem *problem)
{
  cJSON *json = cJSON_CreateObject ();

  cJSON_AddStringToObject (json, "origin", policy_origin_name (problem->origin));
  if (problem->path != NULL)
    json_add_string (json, "path", problem->path);
  if (problem->line > 0)
    cJSON_AddNumberToObject (json, "line", problem->line);
  if (problem->column > 0)
    cJSON_AddNumberToObject (json, "column", problem->column);
  if (problem->key != NULL)
    json_add_string (json, "key", problem->key);
  json_add_string (json, "detail", problem->detail);
  cJSON_AddBoolToObject (json, "fatal", problem->fatal);
  return json;
}

static void
add_origin (cJSON *array, const PolicyInForce *in_force, PolicyOrigin origin)
{
  cJSON *json = cJSON_CreateObject ();

  cJSON_AddStringToObject (json, "origin", policy_origin_name (origin));
  if (in_force->paths[origin] != NULL)
    json_add_string (json, "path", in_force->paths[origin]);
  cJSON_AddStringToObject (json, "state", policy_origin_state_name (in_force->states[origin]));
  cJSON_AddItemToArray (array, json);
}

cJSON *
policy_in_force_to_json (const PolicyInForce *in_force)
{
  cJSON *json = cJSON_CreateObject ();
  cJSON *locked, *origins, *problems;

  cJSON_AddItemToObject (json, "in_force", policy_to_json (in_force->policy));
  if (in_force->user != NULL)
    cJSON_AddItemToObject (json, "user", cJSON_Duplicate (in_force->user, TRUE));
  locked = cJSON_AddArrayToObject (json, "locked");
  for (guint i = 0; in_force->locked[i] != NULL; i++)
    json_append_string (locked, in_force->locked[i]);
  origins = cJSON_AddArrayToObject (json, "origins");
  for (int i = N_ORIGINS - 1; i >= 0; i--)
    add_origin (origins, in_force, (PolicyOrigin) i);
  problems = cJSON_AddArrayToObject (json, "problems");
  for (guint i = 0; i < in_force->problems->len; i++)
    cJSON_AddItemToArray (problems,
                          policy_problem_to_json (g_ptr_array_index (in_force->problems, i)));
  return json;
}
