/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "wire/json.h"

/* The companion's own side of companion.h: one question in JSON, one answer in JSON. */

/* Standard input to its end, at most 64 KiB. NULL and a LASTMILE_ERROR if it is no JSON. Free with
 * cJSON_Delete (). */
cJSON *companion_question (GError **error);

/* Writes @answer to standard output. */
void companion_answer (const cJSON *answer);
