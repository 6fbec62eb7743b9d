/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy_load.h"

#define LASTMILE_PROTOCOL 1

/* The reply to hello and to settings: who this host is, its checks, the policy in force. Where the
 * policy's lists would make it longer than a frame may be, the longest lists are left out of it.
 * Free with g_free (). */
char *hello_reply (gint64 id, const PolicyInForce *in_force);
