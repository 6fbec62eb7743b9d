/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "message.h"
#include "wire/json.h"

/* message.schema.json -> Message; what the extension sends and `lastmile check --message` reads. */

#define MESSAGE_MAX_RECIPIENTS 20000 /* mailboxes in all, groups and pasted lists taken apart */

/* The bounds of the schema that requests share with messages. */
#define JSON_MAX_RECIPIENTS 5000        /* elements of one field */
#define JSON_MAX_RECIPIENT_LENGTH 10000 /* code points of one element */

/* NULL and a LASTMILE_ERROR that names the field on failure. @place (nullable) is where the message
 * stands in its document. */
Message *message_from_json (const cJSON *json, const JsonPlace *place, GError **error);
