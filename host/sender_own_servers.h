/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "profile.h"
#include "sender_query.h"

/* Adds to @query the outgoing servers that @profile's identities at the domain of its address use,
 * each once, where the public DNS can say something of them. Nothing is connected to. */
void sender_add_own_servers (Profile *profile, SenderQuery *query);
