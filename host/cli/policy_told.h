/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_load.h"

/* policy_load () for a command that works under the policy: one that is broken is told on standard
 * error, once. @file is what --policy named (nullable: the usual place); NULL after having told,
 * for @command, that it is not there. */
PolicyInForce *policy_load_told (const char *command, PolicySources *sources, const char *file);
