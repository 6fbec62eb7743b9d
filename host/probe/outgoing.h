/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "probe_outgoing.h"

/* Tries an outgoing server as Thunderbird would use it, up to the login, and takes leave. */
OutgoingProbe *outgoing_try (const OutgoingQuestion *question);
