/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "policy.h"

void
directory_entry_free (DirectoryEntry *entry)
{
  g_free (entry->company);
  g_free (entry->country);
  g_strfreev (entry->domains);
  g_free (entry);
}

Policy *
policy_new (void)
{
  Policy *policy = g_new0 (Policy, 1);

  policy->sensitivity = SENSITIVITY_NORMAL;
  for (int i = 0; i < N_CHECKS; i++)
    {
      policy->sure[i] = checks[i].sure;
      policy->weak[i] = checks[i].weak;
    }
  policy->own_domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  policy->trusted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  policy->vouched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  policy->untrusted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  policy->important = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  policy->directory = g_ptr_array_new_with_free_func ((GDestroyNotify) directory_entry_free);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    policy->blocklists[kind] = blocklist_defaults (kind);
  policy->max_visible = POLICY_DEFAULT_MAX_VISIBLE;
  policy->deadline_ms = POLICY_DEFAULT_DEADLINE_MS;
  policy->dns = TRUE;
  policy->remember = TRUE;
  policy->audit_days = POLICY_DEFAULT_AUDIT_DAYS;
  policy->journal_days = POLICY_DEFAULT_JOURNAL_DAYS;
  policy->sender_days = POLICY_DEFAULT_SENDER_DAYS;
  policy->bounce_hard_days = POLICY_DEFAULT_BOUNCE_HARD_DAYS;
  policy->bounce_soft_days = POLICY_DEFAULT_BOUNCE_SOFT_DAYS;
  policy->bounce_quiet_days = POLICY_DEFAULT_BOUNCE_QUIET_DAYS;
  policy->verify_per_hour = POLICY_DEFAULT_VERIFY_PER_HOUR;
  return policy;
}

void
policy_free (Policy *policy)
{
  if (policy == NULL)
    return;
  domain_index_free (policy->domain_index);
  g_hash_table_unref (policy->own_domains);
  g_hash_table_unref (policy->trusted);
  g_hash_table_unref (policy->vouched);
  g_hash_table_unref (policy->untrusted);
  g_hash_table_unref (policy->important);
  g_ptr_array_unref (policy->directory);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    g_ptr_array_unref (policy->blocklists[kind]);
  g_free (policy->resolver);
  g_free (policy->team_database);
  g_free (policy->verify_mail_from);
  g_free (policy->verify_kind);
  g_free (policy->verify_url);
  g_free (policy->verify_key_file);
  g_free (policy->ca_file);
  g_free (policy->contact);
  g_free (policy);
}

Severity
policy_severity (const Policy *policy, CheckId check, gboolean weak)
{
  Severity sure = MIN (policy->sure[check], check_most_severe (check));
  Severity weaker = MIN (policy->weak[check], sure);

  if (!weak || weaker == SEVERITY_OFF)
    return weak ? SEVERITY_OFF : sure;
  switch (policy->sensitivity)
    {
    case SENSITIVITY_RELAXED:
      return MIN (weaker, SEVERITY_INFO);
    case SENSITIVITY_STRICT:
      return MIN (sure, SEVERITY_WARNING); /* a block needs certainty */
    case SENSITIVITY_NORMAL:
      break;
    }
  return weaker;
}

gboolean
policy_set_matches (GHashTable *set, const char *ascii_domain, const char *key)
{
  if (g_hash_table_size (set) == 0)
    return FALSE;
  if (key != NULL && g_hash_table_contains (set, key))
    return TRUE;
  for (const char *tail = ascii_domain; tail != NULL; tail = strchr (tail, '.'))
    {
      if (*tail == '.')
        tail++;
      if (g_hash_table_contains (set, tail))
        return TRUE;
    }
  return FALSE;
}
