/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "policy_merge.h"

typedef struct
{
  PolicyLayer *const *layers; /* N_ORIGINS (nullable each) */
  PolicyInForce *in_force;
  GPtrArray *locked; /* char * */
} Merge;

static gboolean
is_locked (const Merge *merge, const char *key)
{
  return policy_layer_locks (merge->layers[ORIGIN_MANAGED], key)
         || policy_layer_locks (merge->layers[ORIGIN_FILE], key);
}

/* --- Values --- */

typedef struct
{
  gint value;
  PolicyOrigin origin;
} Chosen;

/* @values is what each layer says, or NOT_SET. */
static Chosen
choose (const gint values[N_ORIGINS], gboolean user_counts, gboolean more_is_stricter,
        gint fallback)
{
  gint user = user_counts ? values[ORIGIN_USER] : NOT_SET;
  gint managed = values[ORIGIN_MANAGED];

  if (values[ORIGIN_FILE] != NOT_SET)
    return (Chosen){ values[ORIGIN_FILE], ORIGIN_FILE };
  if (managed == NOT_SET && user == NOT_SET)
    return (Chosen){ fallback, ORIGIN_DEFAULT };
  if (managed == NOT_SET)
    return (Chosen){ user, ORIGIN_USER };
  if (user != NOT_SET && (more_is_stricter ? user > managed : user < managed))
    return (Chosen){ user, ORIGIN_USER };
  return (Chosen){ managed, ORIGIN_MANAGED };
}

static Chosen
choose_setting (Merge *merge, PolicySetting setting)
{
  const SettingRow *row = &policy_settings[setting];
  g_autofree char *key = policy_setting_key (setting);
  gboolean locked = is_locked (merge, key);
  gint values[N_ORIGINS];

  for (int i = 0; i < N_ORIGINS; i++)
    values[i] = merge->layers[i] != NULL ? merge->layers[i]->settings[setting] : NOT_SET;
  if (locked || values[ORIGIN_FILE] != NOT_SET)
    g_ptr_array_add (merge->locked, g_steal_pointer (&key));
  return choose (values, !locked, row->more_is_stricter, row->fallback);
}

static void
merge_settings (Merge *merge)
{
  Policy *policy = merge->in_force->policy;
  gint values[N_SETTINGS];

  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    {
      Chosen chosen = choose_setting (merge, i);
      values[i] = chosen.value;
      merge->in_force->trace->settings[i] = chosen.origin;
    }
  policy->mode = (PolicyMode) values[SETTING_MODE];
  policy->sensitivity = (Sensitivity) values[SETTING_SENSITIVITY];
  policy->max_visible = (guint) values[SETTING_VISIBLE_RECIPIENTS];
  policy->audit_days = (guint) values[SETTING_AUDIT_DAYS];
  policy->journal_days = (guint) values[SETTING_JOURNAL_DAYS];
  policy->sender_days = (guint) values[SETTING_SENDER_DAYS];
  policy->bounce_hard_days = (guint) values[SETTING_BOUNCE_HARD_DAYS];
  policy->bounce_soft_days = (guint) values[SETTING_BOUNCE_SOFT_DAYS];
  policy->bounce_quiet_days = (guint) values[SETTING_BOUNCE_QUIET_DAYS];
  policy->deadline_ms = (guint) values[SETTING_DEADLINE_MS];
  policy->dns = values[SETTING_DNS];
  policy->remember = values[SETTING_REMEMBER];
  policy->sender_daily = values[SETTING_SENDER_DAILY];
  policy->review_first_contact = values[SETTING_REVIEW_FIRST_CONTACT];
  policy->review_directory = values[SETTING_REVIEW_DIRECTORY];
  policy->verify_probe = values[SETTING_VERIFY_PROBE];
  policy->verify_per_hour = (guint) values[SETTING_VERIFY_PER_HOUR];
}

/* --- Severities --- */

static void
merge_severity (Merge *merge, CheckId check)
{
  Policy *policy = merge->in_force->policy;
  gboolean locked = policy_layer_locks_check (merge->layers[ORIGIN_MANAGED], check)
                    || policy_layer_locks_check (merge->layers[ORIGIN_FILE], check);
  gint values[N_ORIGINS];
  Chosen chosen;

  for (int i = 0; i < N_ORIGINS; i++)
    values[i] = merge->layers[i] != NULL ? merge->layers[i]->severity[check] : NOT_SET;
  chosen = choose (values, !locked, TRUE, (gint) checks[check].sure);
  policy->sure[check] = MIN ((Severity) chosen.value, check_most_severe (check));
  merge->in_force->trace->severity[check] = chosen.origin;
  merge->in_force->trace->locked[check] = locked || values[ORIGIN_FILE] != NOT_SET;
}

/* "severity" stands for all of them. */
static void
merge_severities (Merge *merge)
{
  guint n_locked = 0;

  for (CheckId check = 0; check < N_CHECKS; check++)
    {
      merge_severity (merge, check);
      n_locked += merge->in_force->trace->locked[check] ? 1 : 0;
    }
  if (n_locked == N_CHECKS)
    g_ptr_array_add (merge->locked, g_strdup ("severity"));
  else
    for (CheckId check = 0; check < N_CHECKS; check++)
      if (merge->in_force->trace->locked[check])
        g_ptr_array_add (merge->locked, g_strconcat ("severity.", checks[check].id, NULL));
}

/* --- Lists --- */

static void
unite (GHashTable *into, GHashTable *from)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    g_hash_table_add (into, g_strdup (place));
}

/* The layers that count for @key, as bits. */
static guint
counting_layers (Merge *merge, const char *key)
{
  gboolean locked = is_locked (merge, key);
  guint bits = 0;

  if (locked)
    g_ptr_array_add (merge->locked, g_strdup (key));
  for (PolicyOrigin i = 0; i < N_ORIGINS; i++)
    if (merge->layers[i] != NULL && !(locked && i == ORIGIN_USER))
      bits |= 1u << i;
  return bits;
}

static void
merge_lists (Merge *merge)
{
  Policy *policy = merge->in_force->policy;
  GHashTable *const sets[N_LISTS]
      = { policy->own_domains, policy->trusted, policy->untrusted, policy->important };

  for (PolicyList list = 0; list < N_LISTS; list++)
    {
      guint counting = counting_layers (merge, policy_list_names[list]);
      for (PolicyOrigin i = 0; i < N_ORIGINS; i++)
        {
          if (!(counting & 1u << i) || g_hash_table_size (merge->layers[i]->lists[list]) == 0)
            continue;
          unite (sets[list], merge->layers[i]->lists[list]);
          if (list == LIST_TRUSTED && i != ORIGIN_USER)
            unite (policy->vouched, merge->layers[i]->lists[list]);
          merge->in_force->trace->lists[list] |= 1u << i;
        }
    }
}

/* The administrator's entries come first. */
static void
merge_directory (Merge *merge)
{
  guint counting = counting_layers (merge, "directory");

  for (int i = N_ORIGINS - 1; i >= 0; i--)
    {
      if (!(counting & 1u << i) || merge->layers[i]->directory->len == 0)
        continue;
      g_ptr_array_extend_and_steal (merge->in_force->policy->directory,
                                    g_ptr_array_ref (merge->layers[i]->directory));
      merge->in_force->trace->directory |= 1u << i;
    }
}

/* --- What is not weighed: the highest place that sets it is heard --- */

/* Which place that is, or ORIGIN_DEFAULT; @is_set says of each whether it sets @key. */
static PolicyOrigin
highest (Merge *merge, const char *key, const gboolean is_set[N_ORIGINS])
{
  gboolean locked = is_locked (merge, key) || is_set[ORIGIN_FILE];

  if (locked)
    g_ptr_array_add (merge->locked, g_strdup (key));
  for (int i = N_ORIGINS - 1; i >= 0; i--)
    if (is_set[i] && !(locked && i == ORIGIN_USER))
      return (PolicyOrigin) i;
  return ORIGIN_DEFAULT;
}

static void
merge_text (Merge *merge, PolicyText text)
{
  g_autofree char *key = policy_text_key (text);
  gboolean is_set[N_ORIGINS];
  PolicyOrigin origin;

  for (int i = 0; i < N_ORIGINS; i++)
    is_set[i] = merge->layers[i] != NULL && merge->layers[i]->texts[text] != NULL;
  origin = merge->in_force->trace->texts[text] = highest (merge, key, is_set);
  if (origin != ORIGIN_DEFAULT)
    *policy_text (merge->in_force->policy, text) = g_strdup (merge->layers[origin]->texts[text]);
}

static void
merge_blocklists (Merge *merge, BlocklistKind kind)
{
  g_autofree char *key = policy_blocklists_key (kind);
  GPtrArray **in_force = &merge->in_force->policy->blocklists[kind];
  gboolean is_set[N_ORIGINS];
  PolicyOrigin origin;

  for (int i = 0; i < N_ORIGINS; i++)
    is_set[i] = merge->layers[i] != NULL && merge->layers[i]->blocklists[kind] != NULL;
  origin = merge->in_force->trace->blocklists[kind] = highest (merge, key, is_set);
  if (origin == ORIGIN_DEFAULT)
    return;
  g_ptr_array_unref (*in_force);
  *in_force = g_ptr_array_ref (merge->layers[origin]->blocklists[kind]);
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
policy_merge (PolicyInForce *in_force, PolicyLayer *const layers[N_ORIGINS])
{
  Merge merge = { layers, in_force, g_ptr_array_new () };

  in_force->policy = policy_new ();
  in_force->trace = g_new0 (struct PolicyTrace, 1);
  merge_settings (&merge);
  merge_severities (&merge);
  merge_lists (&merge);
  merge_directory (&merge);
  for (PolicyText text = 0; text < N_TEXTS; text++)
    merge_text (&merge, text);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    merge_blocklists (&merge, kind);
  g_ptr_array_sort (merge.locked, compare_strings);
  g_ptr_array_add (merge.locked, NULL);
  in_force->locked = (char **) g_ptr_array_free (merge.locked, FALSE);
}
