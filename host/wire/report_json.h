/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "run.h"
#include "wire/json.h"

/* Findings as finding.schema.json has them: in the host's replies and in what `lastmile --json`
 * prints. */

/* Everything whole. Free with cJSON_Delete (). */
cJSON *finding_to_json (const Finding *finding);

/* The finding as text of @max_bytes at most (not below 4096): long strings and lists in it are cut
 * and end in "…"; a suggestion that would have to be cut is left out, for it could no longer be
 * used. Free with g_free (). */
char *finding_print (const Finding *finding, gsize max_bytes);

/* {"code", "subject", "address"?, "why"}. Free with cJSON_Delete (). */
cJSON *not_checked_to_json (const NotChecked *entry);

/* "to[2]", "from", "smtp", "message". Free with g_free (). */
char *finding_subject (const Finding *finding);

/* "ok" for SEVERITY_OFF, otherwise the severity's name. Static. */
const char *verdict_name (Severity verdict);
