/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "run.h"
#include "wire/json.h"

/* Replies as texts of frames, after reply.schema.json; each is FRAME_MAX_REPLY bytes at most. Free
 * with g_free (). */

char *reply_done (gint64 id);

/* @id may be REQUEST_NO_ID. */
char *reply_error (gint64 id, const GError *error);

typedef struct
{
  gint64 id;
  gboolean final;
  gboolean cancelled;
  PolicyMode mode;
} ReportHead;

/* What @run knows by now: its pages, char *, at least one. */
GPtrArray *reply_report (const ReportHead *head, Run *run);

/* A reply of @type to be filled and then printed with json_print (). Free with cJSON_Delete (). */
cJSON *reply_new (gint64 id, const char *type);
