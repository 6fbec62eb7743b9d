/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_layer.h"

/* Weighs the layers against each other, as schemas/README.md ("Policy") tells: the stricter of the
 * user's and the managed value, the file's value above both; lists united; what is locked is not
 * the user's. Fills in policy, locked and trace of @in_force. @layers may be NULL each. */
void policy_merge (PolicyInForce *in_force, PolicyLayer *const layers[N_ORIGINS]);
