/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "store_journal.h"
#include "wire/json.h"

/* The error log as JSON, after reply.schema.json. */

/* Moments are RFC 3339 in UTC; what is not known is left out. Free with cJSON_Delete (). */
cJSON *journal_entry_to_json (const JournalEntry *entry);
cJSON *journal_stats_to_json (const JournalStats *stats);

/* The replies. Free with g_free (). @list: JournalEntry from @offset on; what no frame holds is
 * left to the next page, so the reply may have fewer than were asked for, but one at least. */
char *journal_reply (gint64 id, const GPtrArray *list, guint offset, guint total);
char *journal_stats_reply (gint64 id, const JournalStats *stats);

/* @list: AuditRow. */
char *audit_reply (gint64 id, const GPtrArray *list, guint offset, guint total);
