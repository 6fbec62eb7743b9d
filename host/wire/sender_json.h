/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_report.h"
#include "wire/json.h"

/* The sender's report as JSON, after reply.schema.json. */

/* Free with cJSON_Delete (). */
cJSON *sender_report_to_json (const SenderReport *report);

/* The params of a point, as an object. Free with cJSON_Delete (). */
cJSON *sender_params_to_json (const SenderPoint *point);

/* A stretch of the history of @domain. Free with cJSON_Delete (). */
cJSON *sender_stretch_to_json (const char *domain, const SenderStretch *stretch);

/* The reply. Free with g_free (). */
char *sender_reply (gint64 id, const SenderReport *report);
