/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* How much a finding asks of the user. Ordered: a larger value is more severe. */
typedef enum
{
  SEVERITY_OFF,     /* not looked for at all */
  SEVERITY_INFO,    /* shown only when asked */
  SEVERITY_NOTICE,  /* badge, no interruption */
  SEVERITY_WARNING, /* interrupts Send */
  SEVERITY_BLOCK,   /* Send refused; only a policy sets it */
} Severity;
#define N_SEVERITIES (SEVERITY_BLOCK + 1)

/* Wire names: "off", "info", "notice", "warning", "block". */
const char *severity_name (Severity severity);

/* The severity of that name, or -1. */
int severity_from_name (const char *name);
