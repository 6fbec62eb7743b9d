/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include "policy.h"

/* From three places to one Policy: the user's settings, Thunderbird's managed storage, the
 * administrator's file. How they are weighed against each other is told in schemas/README.md
 * ("Policy").
 *
 *   PolicySources sources;
 *   policy_sources_init (&sources);
 *   sources.managed_known = TRUE;
 *   sources.managed = cJSON_GetObjectItemCaseSensitive (hello, "managed");
 *   g_autoptr (PolicyInForce) in_force = policy_load (&sources);
 *   run_new (message, in_force->policy, ...);
 *   ...
 *   if (policy_changed (in_force)) load it anew */

typedef enum
{
  ORIGIN_USER,
  ORIGIN_MANAGED,
  ORIGIN_FILE,
  ORIGIN_DEFAULT, /* no layer: what the program comes with */
} PolicyOrigin;
#define N_ORIGINS (ORIGIN_FILE + 1)

typedef enum
{
  ORIGIN_ABSENT, /* there is none */
  ORIGIN_IN_FORCE,
  ORIGIN_LAST_GOOD, /* it is broken; the copy kept when it was last whole is in force */
  ORIGIN_REFUSED,   /* it is broken and no copy of it was kept */
} OriginState;

/* "user", "managed", "file", "default"; "absent", "in_force", "last_good", "refused". Static. */
const char *policy_origin_name (PolicyOrigin origin);
const char *policy_origin_state_name (OriginState state);

typedef struct
{
  PolicyOrigin origin;
  gboolean fatal;   /* the layer was refused for it */
  gboolean of_file; /* a file that is named there is at fault, not the policy */
  char *path;       /* (nullable) the file */
  guint line;       /* from 1; 0: not known */
  guint column;     /* from 1, in characters; 0: not known */
  char *key;        /* (nullable) "severity.format_dots", "trusted[2]" */
  char *detail;     /* English, for administrators and logs */
} PolicyProblem;

typedef struct
{
  const char *data_dir;   /* (nullable) (borrowed) NULL: neither user's settings nor kept copies are
                             read or written */
  gboolean read_only;     /* kept copies are read, but not written */
  const char *file;       /* (nullable) (borrowed) the administrator's file */
  gboolean managed_known; /* FALSE: nobody asked Thunderbird; what it held last is in force */
  const cJSON *managed;   /* (nullable) (borrowed) what it holds, or NULL for nothing */
} PolicySources;

/* The usual places: data_dir_path (), $LASTMILE_POLICY or /etc/lastmile/policy.json. */
void policy_sources_init (PolicySources *sources);

typedef struct
{
  Policy *policy; /* (owned) */
  char **locked;  /* keys that the user cannot change, sorted: "mode", "severity.format_dots" */
  OriginState states[N_ORIGINS];
  char *paths[N_ORIGINS]; /* (nullable) */
  GPtrArray *problems;    /* PolicyProblem */
  cJSON
      *user; /* (nullable) the user's settings as they stand in their file, if they could be read */
  GPtrArray *watched;        /* private to policy_changed () */
  struct PolicyTrace *trace; /* private to policy_print.c: which layer each value is from */
} PolicyInForce;

/* Never fails: what is broken is told in problems, and the last good copy or the defaults hold.
 * Writes the copies of what is good to the data folder. */
PolicyInForce *policy_load (const PolicySources *sources);
void policy_in_force_free (PolicyInForce *in_force);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PolicyInForce, policy_in_force_free)

/* Whether a file that went into it has been written, made or removed since; a few stat () calls. */
gboolean policy_changed (const PolicyInForce *in_force);

/* Whether the user may not change the severity of @check. */
gboolean policy_locks_check (const PolicyInForce *in_force, CheckId check);

/* The `policy` object of a hello reply (schemas/reply.schema.json). */
cJSON *policy_in_force_to_json (const PolicyInForce *in_force);

/* Each key that has a value in force, for people who ask where it is from: objects { "key",
 * "value", "origins", "locked" }, settings first, then severities, lists and texts; a list has
 * several origins. */
cJSON *policy_in_force_explain (const PolicyInForce *in_force);

/* One of its `problems`. */
cJSON *policy_problem_to_json (const PolicyProblem *problem);

/* Replaces the user's settings by @settings, an object in the policy form. Refused as a whole, with
 * a message that names the key, if it is not valid (GError of G_FILE_ERROR if it cannot be
 * written). */
gboolean policy_save_user (const char *data_dir, const cJSON *settings, GError **error);
