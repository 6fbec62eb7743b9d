/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "probe_outgoing.h"

/* A try of an outgoing server takes seconds and is seen by it, so it is made only when somebody
 * asks for it, or once when the settings are no longer those of the last try that went well. */

typedef enum
{
  TRY_ASKED,
  TRY_IF_CHANGED, /* ABSENT: they have not, or none went well yet */
} TryWhen;

/* The key of the question. @id is the server's in the profile ("smtp1"). Free with g_free (). */
char *outgoing_key (TryWhen when, const char *id, const OutgoingQuestion *question);

/* The settings with which a try went well, by the server's id, and those that were tried unasked;
 * for as long as the process lives. */
OutgoingMemory *outgoing_memory_new (void);
void outgoing_memory_free (OutgoingMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutgoingMemory, outgoing_memory_free)
