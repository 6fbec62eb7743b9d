/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "key_file.h"
#include "policy_read.h"

/* In the order of the enums in policy.h. */
static const char *const modes[] = { "enforce", "monitor", NULL };
static const char *const sensitivities[] = { "relaxed", "normal", "strict", NULL };

const SettingRow policy_settings[N_SETTINGS] = {
  [SETTING_MODE] = { NULL, "mode", modes, 0, 0, POLICY_ENFORCE, FALSE },
  [SETTING_SENSITIVITY] = { NULL, "sensitivity", sensitivities, 0, 0, SENSITIVITY_NORMAL, TRUE },
  [SETTING_VISIBLE_RECIPIENTS]
  = { "limits", "visible_recipients", NULL, 1, 10000, POLICY_DEFAULT_MAX_VISIBLE, FALSE },
  [SETTING_AUDIT_DAYS]
  = { "limits", "audit_days", NULL, 0, 36500, POLICY_DEFAULT_AUDIT_DAYS, FALSE },
  [SETTING_JOURNAL_DAYS]
  = { "limits", "journal_days", NULL, 1, 36500, POLICY_DEFAULT_JOURNAL_DAYS, FALSE },
  [SETTING_SENDER_DAYS]
  = { "limits", "sender_days", NULL, 0, 36500, POLICY_DEFAULT_SENDER_DAYS, FALSE },
  [SETTING_BOUNCE_HARD_DAYS]
  = { "limits", "bounce_hard_days", NULL, 0, 36500, POLICY_DEFAULT_BOUNCE_HARD_DAYS, TRUE },
  [SETTING_BOUNCE_SOFT_DAYS]
  = { "limits", "bounce_soft_days", NULL, 0, 36500, POLICY_DEFAULT_BOUNCE_SOFT_DAYS, TRUE },
  [SETTING_BOUNCE_QUIET_DAYS]
  = { "limits", "bounce_quiet_days", NULL, 1, 36500, POLICY_DEFAULT_BOUNCE_QUIET_DAYS, TRUE },
  [SETTING_DEADLINE_MS]
  = { "network", "deadline_ms", NULL, 0, 60000, POLICY_DEFAULT_DEADLINE_MS, TRUE },
  [SETTING_DNS] = { "network", "dns", NULL, 0, 0, TRUE, FALSE },
  [SETTING_REMEMBER] = { NULL, "remember", NULL, 0, 0, TRUE, FALSE },
  [SETTING_SENDER_DAILY] = { NULL, "sender_daily", NULL, 0, 0, FALSE, TRUE },
  [SETTING_REVIEW_FIRST_CONTACT] = { "review", "first_contact", NULL, 0, 0, FALSE, TRUE },
  [SETTING_REVIEW_DIRECTORY] = { "review", "directory", NULL, 0, 0, FALSE, TRUE },
  [SETTING_VERIFY_PROBE] = { "verify", "probe", NULL, 0, 0, FALSE, FALSE },
  [SETTING_VERIFY_PER_HOUR]
  = { "verify", "per_hour", NULL, 1, 10000, POLICY_DEFAULT_VERIFY_PER_HOUR, FALSE },
};

const TextRow policy_texts[N_TEXTS] = {
  [TEXT_RESOLVER]
  = { "network", "resolver", 64, policy_check_server, G_STRUCT_OFFSET (Policy, resolver) },
  [TEXT_CONTACT] = { NULL, "contact", 1000, NULL, G_STRUCT_OFFSET (Policy, contact) },
  [TEXT_TEAM_DATABASE]
  = { "team", "database", 1000, policy_check_database, G_STRUCT_OFFSET (Policy, team_database) },
  [TEXT_VERIFY_MAIL_FROM] = { "verify", "mail_from", 320, policy_check_mail_from,
                              G_STRUCT_OFFSET (Policy, verify_mail_from) },
  [TEXT_VERIFY_KIND] = { "verify.service", "kind", 64, policy_check_verify_kind,
                         G_STRUCT_OFFSET (Policy, verify_kind), TRUE },
  [TEXT_VERIFY_URL] = { "verify.service", "url", 1000, policy_check_https,
                        G_STRUCT_OFFSET (Policy, verify_url), TRUE },
  [TEXT_VERIFY_KEY_FILE] = { "verify.service", "key_file", 1000, NULL,
                             G_STRUCT_OFFSET (Policy, verify_key_file), TRUE, key_file_check },
  [TEXT_CA_FILE] = { "network", "ca_file", 1000, NULL, G_STRUCT_OFFSET (Policy, ca_file), TRUE,
                     policy_check_certificates },
};

const char *const policy_list_names[N_LISTS]
    = { "own_domains", "trusted", "untrusted", "important" };

static char *
make_key (const char *group, const char *name)
{
  return group != NULL ? g_strconcat (group, ".", name, NULL) : g_strdup (name);
}

char *
policy_setting_key (PolicySetting setting)
{
  return make_key (policy_settings[setting].group, policy_settings[setting].name);
}

char *
policy_text_key (PolicyText text)
{
  return make_key (policy_texts[text].group, policy_texts[text].name);
}

char *
policy_blocklists_key (BlocklistKind kind)
{
  return make_key ("blocklists", blocklist_kinds[kind]);
}

gboolean
policy_is_group (const char *group)
{
  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    if (g_strcmp0 (policy_settings[i].group, group) == 0)
      return TRUE;
  for (PolicyText i = 0; i < N_TEXTS; i++)
    if (g_strcmp0 (policy_texts[i].group, group) == 0)
      return TRUE;
  return FALSE;
}

cJSON *
policy_group (cJSON *json, const char *group, gboolean make)
{
  g_auto (GStrv) names = g_strsplit (group != NULL ? group : "", ".", -1);

  for (guint i = 0; json != NULL && names[i] != NULL; i++)
    {
      cJSON *object = cJSON_GetObjectItemCaseSensitive (json, names[i]);
      json = object == NULL && make ? cJSON_AddObjectToObject (json, names[i]) : object;
    }
  return json;
}

char **
policy_text (const Policy *policy, PolicyText text)
{
  return G_STRUCT_MEMBER_P (policy, policy_texts[text].field);
}

PolicyLayer *
policy_layer_new (void)
{
  PolicyLayer *layer = g_new0 (PolicyLayer, 1);

  for (int i = 0; i < N_SETTINGS; i++)
    layer->settings[i] = NOT_SET;
  for (int i = 0; i < N_CHECKS; i++)
    layer->severity[i] = NOT_SET;
  for (int i = 0; i < N_LISTS; i++)
    layer->lists[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  layer->directory = g_ptr_array_new_with_free_func ((GDestroyNotify) directory_entry_free);
  layer->locks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return layer;
}

void
policy_layer_free (PolicyLayer *layer)
{
  if (layer == NULL)
    return;
  for (int i = 0; i < N_LISTS; i++)
    g_hash_table_unref (layer->lists[i]);
  g_ptr_array_unref (layer->directory);
  for (int i = 0; i < N_BLOCKLIST_KINDS; i++)
    g_clear_pointer (&layer->blocklists[i], g_ptr_array_unref);
  for (int i = 0; i < N_TEXTS; i++)
    g_free (layer->texts[i]);
  g_hash_table_unref (layer->locks);
  g_free (layer);
}

/* --- Locks --- */

gboolean
policy_layer_locks (const PolicyLayer *layer, const char *key)
{
  g_autofree char *holder = g_strdup (key);
  char *dot;

  if (layer == NULL)
    return FALSE;
  while (!layer->locks_all && !g_hash_table_contains (layer->locks, holder))
    {
      dot = strrchr (holder, '.');
      if (dot == NULL)
        return FALSE;
      *dot = '\0';
    }
  return TRUE;
}

gboolean
policy_layer_locks_check (const PolicyLayer *layer, CheckId check)
{
  g_autofree char *by_code = g_strconcat ("severity.", checks[check].id, NULL);
  g_autofree char *by_class = g_strconcat ("severity.", check_class (check), NULL);

  return policy_layer_locks (layer, by_code) || policy_layer_locks (layer, by_class);
}

static gboolean
is_severity_key (const char *name)
{
  return check_from_name (name) >= 0 || check_is_class (name);
}

gboolean
policy_key_is_lockable (const char *key)
{
  static const char *const others[] = { "severity", "directory", "blocklists" };

  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    {
      g_autofree char *own = policy_setting_key (i);
      if (g_str_equal (own, key))
        return TRUE;
    }
  for (PolicyText i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *own = policy_text_key (i);
      if (g_str_equal (own, key))
        return TRUE;
    }
  for (BlocklistKind i = 0; i < N_BLOCKLIST_KINDS; i++)
    {
      g_autofree char *own = policy_blocklists_key (i);
      if (g_str_equal (own, key))
        return TRUE;
    }
  for (guint i = 0; i < N_LISTS; i++)
    if (g_str_equal (policy_list_names[i], key))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i], key))
      return TRUE;
  if (policy_is_group (key))
    return TRUE;
  return g_str_has_prefix (key, "severity.") && is_severity_key (key + strlen ("severity."));
}
