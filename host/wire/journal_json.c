/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/frame.h"
#include "wire/journal_json.h"
#include "wire/reply.h"

#define HEAD_ROOM 256u /* bytes of a reply that are not its list */

/* Left out where it is NULL. */
static void
add_known (cJSON *json, const char *name, const char *value)
{
  if (value != NULL)
    json_add_string (json, name, value);
}

cJSON *
journal_entry_to_json (const JournalEntry *entry)
{
  cJSON *json = cJSON_CreateObject ();

  add_known (json, "entry", entry->id);
  json_add_string (json, "address", entry->address);
  json_add_time (json, "failed", entry->failed_at);
  json_add_string (json, "class", entry->class);
  json_add_string (json, "reason", entry->reason);
  cJSON_AddBoolToObject (json, "permanent", entry->permanent);
  if (entry->reply != 0)
    cJSON_AddNumberToObject (json, "reply", entry->reply);
  add_known (json, "status", entry->code);
  add_known (json, "server", entry->server);
  add_known (json, "line", entry->line);
  add_known (json, "remedy", entry->remedy);
  add_known (json, "outcome", entry->outcome);
  add_known (json, "channel", entry->channel);
  add_known (json, "replacement", entry->replacement);
  add_known (json, "message_id", entry->message_id);
  json_add_time (json, "retried", entry->retried_at);
  json_add_time (json, "answered", entry->answered_at);
  return json;
}

/* --- Pages --- */

typedef cJSON *ToJson (gconstpointer element);

/* A reply of @type with as many of @list, as @name, as a frame holds. */
static char *
page_reply (gint64 id, const char *type, const GPtrArray *list, ToJson *to_json, guint offset,
            guint total)
{
  g_autoptr (cJSON) reply = reply_new (id, type);
  g_autoptr (GString) elements = g_string_new ("[");

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (cJSON) json = to_json (g_ptr_array_index (list, i));
      g_autofree char *text = json_print (json);
      if (elements->len + strlen (text) + HEAD_ROOM > FRAME_MAX_REPLY)
        break;
      g_string_append_printf (elements, "%s%s", i > 0 ? "," : "", text);
    }
  g_string_append_c (elements, ']');
  cJSON_AddRawToObject (reply, "entries", elements->str);
  cJSON_AddNumberToObject (reply, "offset", offset);
  cJSON_AddNumberToObject (reply, "total", total);
  return json_print (reply);
}

static cJSON *
entry_to_json (gconstpointer entry)
{
  return journal_entry_to_json (entry);
}

char *
journal_reply (gint64 id, const GPtrArray *list, guint offset, guint total)
{
  return page_reply (id, "journal", list, entry_to_json, offset, total);
}

static cJSON *
audit_row_to_json (gconstpointer element)
{
  const AuditRow *row = element;
  cJSON *json = cJSON_CreateObject ();

  json_add_time (json, "shown", row->shown_at);
  json_add_string (json, "choice", row->choice);
  add_known (json, "code", row->code);
  add_known (json, "address", row->address);
  add_known (json, "severity", row->severity);
  add_known (json, "suggestion", row->suggestion);
  return json;
}

char *
audit_reply (gint64 id, const GPtrArray *list, guint offset, guint total)
{
  return page_reply (id, "audit", list, audit_row_to_json, offset, total);
}

/* --- Figures --- */

typedef void AddFigure (cJSON *json, const JournalFigure *figure);

static void
add_month (cJSON *json, const JournalFigure *figure)
{
  json_add_string (json, "month", figure->name);
  json_add_string (json, "class", figure->class);
  cJSON_AddNumberToObject (json, "failures", figure->failures);
}

static void
add_channel (cJSON *json, const JournalFigure *figure)
{
  json_add_string (json, "channel", figure->name);
  cJSON_AddNumberToObject (json, "failures", figure->failures);
  cJSON_AddNumberToObject (json, "addresses", figure->addresses);
  cJSON_AddNumberToObject (json, "known", figure->known);
}

static void
add_domain (cJSON *json, const JournalFigure *figure)
{
  json_add_string (json, "domain", figure->name);
  cJSON_AddNumberToObject (json, "failures", figure->failures);
  cJSON_AddNumberToObject (json, "addresses", figure->addresses);
}

static void
add_figures (cJSON *json, const char *name, const GPtrArray *figures, AddFigure *add)
{
  cJSON *list = cJSON_AddArrayToObject (json, name);

  for (guint i = 0; i < figures->len; i++)
    {
      cJSON *element = cJSON_CreateObject ();
      add (element, g_ptr_array_index (figures, i));
      cJSON_AddItemToArray (list, element);
    }
}

static void
add_stats (cJSON *json, const JournalStats *stats)
{
  cJSON_AddNumberToObject (json, "failures", stats->failures);
  cJSON_AddNumberToObject (json, "addresses", stats->addresses);
  add_figures (json, "months", stats->months, add_month);
  add_figures (json, "channels", stats->channels, add_channel);
  add_figures (json, "domains", stats->domains, add_domain);
}

cJSON *
journal_stats_to_json (const JournalStats *stats)
{
  cJSON *json = cJSON_CreateObject ();

  add_stats (json, stats);
  return json;
}

char *
journal_stats_reply (gint64 id, const JournalStats *stats)
{
  g_autoptr (cJSON) reply = reply_new (id, "journal_stats");

  add_stats (reply, stats);
  return json_print (reply);
}
