/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What a process that reads a stranger's bytes gives up before it looks at the first of them. */

typedef struct
{
  gsize memory;      /* bytes that it may take beyond what it has */
  guint cpu_seconds; /* of processor time until it is killed */
} ConfineLimits;

/* From here on this process opens no file and no socket, starts no program and no process, gains no
 * right, leaves no core and ends with its parent. What is open stays usable. FALSE: the system does
 * not let it be confined, and nothing must be read. */
gboolean confine_process (const ConfineLimits *limits);
