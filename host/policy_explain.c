/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "policy_layer.h"
#include "wire/json.h"

/* Takes over @value. @origins: 1 << PolicyOrigin each. */
static void
add_row (cJSON *rows, const PolicyInForce *in_force, const char *key, cJSON *value, guint origins)
{
  cJSON *row = cJSON_CreateObject ();
  cJSON *names;

  cJSON_AddStringToObject (row, "key", key);
  cJSON_AddItemToObject (row, "value", value);
  names = cJSON_AddArrayToObject (row, "origins");
  for (int i = ORIGIN_DEFAULT; i >= 0; i--)
    if (origins & 1u << i)
      json_append_string (names, policy_origin_name ((PolicyOrigin) i));
  cJSON_AddBoolToObject (row, "locked",
                         g_strv_contains ((const char *const *) in_force->locked, key));
  cJSON_AddItemToArray (rows, row);
}

/* The value at @key ("limits.audit_days") of the policy form, taken out of it; NULL if it is not
 * there. */
static cJSON *
take_value (cJSON *policy, const char *key)
{
  const char *dot = strrchr (key, '.');
  g_autofree char *group = dot != NULL ? g_strndup (key, (gsize) (dot - key)) : NULL;

  return cJSON_DetachItemFromObjectCaseSensitive (policy_group (policy, group, FALSE),
                                                  dot != NULL ? dot + 1 : key);
}

static void
take_row (cJSON *rows, const PolicyInForce *in_force, cJSON *policy, const char *key, guint origins)
{
  cJSON *value = take_value (policy, key);

  if (value != NULL)
    add_row (rows, in_force, key, value, origins);
}

cJSON *
policy_in_force_explain (const PolicyInForce *in_force)
{
  const struct PolicyTrace *trace = in_force->trace;
  g_autoptr (cJSON) json = policy_in_force_to_json (in_force);
  cJSON *policy = cJSON_GetObjectItemCaseSensitive (json, "in_force");
  cJSON *rows = cJSON_CreateArray ();

  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    {
      g_autofree char *key = policy_setting_key (i);
      take_row (rows, in_force, policy, key, 1u << trace->settings[i]);
    }
  for (CheckId check = 0; check < N_CHECKS; check++)
    {
      g_autofree char *key = g_strconcat ("severity.", checks[check].id, NULL);
      cJSON *row;

      take_row (rows, in_force, policy, key, 1u << trace->severity[check]);
      row = cJSON_GetArrayItem (rows, cJSON_GetArraySize (rows) - 1);
      cJSON_ReplaceItemInObjectCaseSensitive (row, "locked",
                                              cJSON_CreateBool (trace->locked[check]));
    }
  for (PolicyList i = 0; i < N_LISTS; i++)
    take_row (rows, in_force, policy, policy_list_names[i], trace->lists[i]);
  take_row (rows, in_force, policy, "directory", trace->directory);
  for (BlocklistKind i = 0; i < N_BLOCKLIST_KINDS; i++)
    {
      g_autofree char *key = policy_blocklists_key (i);
      take_row (rows, in_force, policy, key, 1u << trace->blocklists[i]);
    }
  for (PolicyText i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *key = policy_text_key (i);
      take_row (rows, in_force, policy, key, 1u << trace->texts[i]);
    }
  return rows;
}
