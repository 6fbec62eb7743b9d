/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_load.h"
#include "wire/json.h"

/* What one of the three places says, before it is weighed against the others; and the keys that all
 * three know. Private to the policy_*.c files. */

/* Keys whose value is a choice, a number, or true or false. To add one: here, a row in
 * policy_layer.c, a field in Policy, its line in policy_merge.c and policy_print.c, the schema. */
typedef enum
{
  SETTING_MODE,
  SETTING_SENSITIVITY,
  SETTING_VISIBLE_RECIPIENTS,
  SETTING_AUDIT_DAYS,
  SETTING_JOURNAL_DAYS,
  SETTING_SENDER_DAYS,
  SETTING_BOUNCE_HARD_DAYS,
  SETTING_BOUNCE_SOFT_DAYS,
  SETTING_BOUNCE_QUIET_DAYS,
  SETTING_DEADLINE_MS,
  SETTING_DNS,
  SETTING_REMEMBER,
  SETTING_SENDER_DAILY,
  SETTING_REVIEW_FIRST_CONTACT,
  SETTING_REVIEW_DIRECTORY,
  SETTING_VERIFY_PROBE,
  SETTING_VERIFY_PER_HOUR,
} PolicySetting;
#define N_SETTINGS (SETTING_VERIFY_PER_HOUR + 1)

typedef struct
{
  const char *group;        /* (nullable) the object it stands in: "limits" */
  const char *name;         /* its key there */
  const char *const *names; /* (nullable) a choice: the value is the place of one of these */
  gint min, max;            /* a number; 0 and 0 without names: true or false */
  gint fallback;            /* what the program comes with */
  gboolean more_is_stricter;
} SettingRow;

extern const SettingRow policy_settings[N_SETTINGS];

/* "limits.audit_days". Free with g_free (). */
char *policy_setting_key (PolicySetting setting);

/* Keys whose value is a text. To add one: here, a row in policy_layer.c, a field in Policy (which
 * policy_free () frees), the schema. */
typedef enum
{
  TEXT_RESOLVER,
  TEXT_CONTACT,
  TEXT_TEAM_DATABASE,
  TEXT_VERIFY_MAIL_FROM,
  TEXT_VERIFY_KIND,
  TEXT_VERIFY_URL,
  TEXT_VERIFY_KEY_FILE,
  TEXT_CA_FILE,
} PolicyText;
#define N_TEXTS (TEXT_CA_FILE + 1)

/* Whether @text is one; if not, an error that says why not. */
typedef gboolean PolicyTextCheck (const char *text, GError **error);

/* Whether the file @path can be used as it lies there; if not, an error that says why not. */
typedef gboolean PolicyPathCheck (const char *path, GError **error);

typedef struct
{
  const char *group; /* (nullable) the object it stands in: "verify.service" is one in "verify" */
  const char *name;  /* its key there */
  gint max;          /* its length, in characters */
  PolicyTextCheck *check; /* (nullable) any text will do */
  glong field;            /* of Policy: char *, NULL while no layer sets it */
  gboolean only_file;     /* only the administrator's file may say it */
  PolicyPathCheck
      *path; /* (nullable) it names a file, which is absolute or below the policy's folder */
} TextRow;

extern const TextRow policy_texts[N_TEXTS];

/* "network.resolver". Free with g_free (). */
char *policy_text_key (PolicyText text);

/* Whether keys stand in an object of that name. */
gboolean policy_is_group (const char *group);

/* The object @group ("verify.service") of @json, a policy; @json itself for NULL. NULL if it is not
 * there, unless it is to be made. */
cJSON *policy_group (cJSON *json, const char *group, gboolean make);

/* Where @policy has it. */
char **policy_text (const Policy *policy, PolicyText text);

/* "blocklists.addresses". Free with g_free (). */
char *policy_blocklists_key (BlocklistKind kind);

typedef enum
{
  LIST_OWN_DOMAINS,
  LIST_TRUSTED,
  LIST_UNTRUSTED,
  LIST_IMPORTANT,
} PolicyList;
#define N_LISTS (LIST_IMPORTANT + 1)

extern const char *const policy_list_names[N_LISTS];

#define NOT_SET (-1)

typedef struct
{
  gint settings[N_SETTINGS];  /* or NOT_SET */
  gint severity[N_CHECKS];    /* Severity, or NOT_SET; a code has outranked its class already */
  GHashTable *lists[N_LISTS]; /* sets of char *, as in Policy */
  GPtrArray *directory;       /* DirectoryEntry, inline and of directory_file */
  GPtrArray *blocklists[N_BLOCKLIST_KINDS]; /* (nullable) Blocklist */
  char *texts[N_TEXTS];                     /* (nullable) */
  gboolean locks_all;
  GHashTable *locks; /* set of char *: keys, groups of keys */
} PolicyLayer;

PolicyLayer *policy_layer_new (void);
void policy_layer_free (PolicyLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PolicyLayer, policy_layer_free)

/* Whether @layer (nullable) takes @key ("limits.audit_days") from the user: it, its group or
 * everything. */
gboolean policy_layer_locks (const PolicyLayer *layer, const char *key);

/* The same of the severity of @check: its code, its class, all severities. */
gboolean policy_layer_locks_check (const PolicyLayer *layer, CheckId check);

/* Whether @key may stand in `locked`. */
gboolean policy_key_is_lockable (const char *key);

/* Which place each value in force is from. */
struct PolicyTrace
{
  PolicyOrigin settings[N_SETTINGS];
  PolicyOrigin severity[N_CHECKS];
  gboolean locked[N_CHECKS];
  guint lists[N_LISTS]; /* 1 << PolicyOrigin for each place that has entries */
  guint directory;      /* the same */
  PolicyOrigin blocklists[N_BLOCKLIST_KINDS];
  PolicyOrigin texts[N_TEXTS];
};
