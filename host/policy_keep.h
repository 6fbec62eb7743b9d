/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_layer.h"

/* The copy of each layer as it was when it was last whole, in the user's data folder (0600): what
 * is in force while the layer itself is broken. One copy for each place that a layer is read from,
 * so that a file under trial does not push out the administrator's. @path (nullable) names the
 * place. */

/* Writes the copy if it is not the same already. A folder that cannot be written costs the copy,
 * nothing else. */
void policy_keep (const char *data_dir, PolicyOrigin origin, const char *path, const cJSON *json);

/* The copy; NULL if there is none that can be read. */
PolicyLayer *policy_kept (const char *data_dir, PolicyOrigin origin, const char *path);

/* The layer is gone, by intent: so goes its copy. */
void policy_forget (const char *data_dir, PolicyOrigin origin, const char *path);
