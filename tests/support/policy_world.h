/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_load.h"

/* A folder of its own with the files of a policy, and what comes of them. JSON may be written with
 * ' for ". */

typedef struct
{
  char *folder; /* data/ is the user's data folder, policy.json the administrator's file */
  char *data_dir;
  char *file;
  cJSON *managed; /* (nullable) */
  PolicySources sources;
  PolicyInForce *in_force; /* (nullable) of the last policy_world_load () */
} PolicyWorld;

PolicyWorld *policy_world_new (void);
void policy_world_free (PolicyWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PolicyWorld, policy_world_free)

/* Writes folder/@name anew; NULL: nothing. */
void policy_world_write (PolicyWorld *world, const char *name, const char *text);

/* What Thunderbird's managed storage holds from now on; NULL: nothing. */
void policy_world_manage (PolicyWorld *world, const char *text);

void policy_world_load (PolicyWorld *world);

/* What stands at @path ("in_force.mode") of policy_in_force_to_json (), as JSON; NULL if nothing
 * does. */
char *policy_world_find (PolicyWorld *world, const char *path);

/* The problems, one a line: "file 2:3 severity.format_dots fatal what is wrong". */
char *policy_world_problems (PolicyWorld *world);
