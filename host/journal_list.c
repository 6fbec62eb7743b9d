/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "journal_list.h"

const char *
journal_column_name (JournalColumn column)
{
  static const char *const names[N_JOURNAL_COLUMNS] = {
#define COLUMN(id) #id,
#include "knowledge/journal_column.def"
#undef COLUMN
  };

  return names[column];
}

static const char *
text_or_same (JournalText *text, const char *kind, const char *identifier)
{
  const char *found = identifier != NULL ? text (kind, identifier) : NULL;
  return found != NULL ? found : identifier;
}

void
journal_list_write_header (GString *out, JournalText *text, CsvGuard guard)
{
  const char *names[N_JOURNAL_COLUMNS];

  for (JournalColumn i = 0; i < N_JOURNAL_COLUMNS; i++)
    names[i] = text_or_same (text, "column", journal_column_name (i));
  csv_write_row (out, names, N_JOURNAL_COLUMNS, guard);
}

/* Local time as spreadsheets take it for one. Free with g_free (). */
static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : NULL;
}

void
journal_list_write (GString *out, const JournalEntry *entry, JournalText *text, CsvGuard guard)
{
  g_autofree char *failed = format_time (entry->failed_at);
  g_autofree char *reply = entry->reply != 0 ? g_strdup_printf ("%u", entry->reply) : NULL;
  const char *fields[N_JOURNAL_COLUMNS] = {
    [JOURNAL_COLUMN_address] = entry->address,
    [JOURNAL_COLUMN_failed] = failed,
    [JOURNAL_COLUMN_class] = text_or_same (text, "class", entry->class),
    [JOURNAL_COLUMN_reason] = text_or_same (text, "reason", entry->reason),
    [JOURNAL_COLUMN_permanent]
    = text_or_same (text, "lasting", entry->permanent ? "permanent" : "temporary"),
    [JOURNAL_COLUMN_reply] = reply,
    [JOURNAL_COLUMN_status] = entry->code,
    [JOURNAL_COLUMN_server] = entry->server,
    [JOURNAL_COLUMN_line] = entry->line,
    [JOURNAL_COLUMN_remedy] = text_or_same (text, "remedy", entry->remedy),
    [JOURNAL_COLUMN_outcome] = text_or_same (text, "outcome", entry->outcome),
    [JOURNAL_COLUMN_channel] = entry->channel,
    [JOURNAL_COLUMN_replacement] = entry->replacement,
    [JOURNAL_COLUMN_message_id] = entry->message_id,
    [JOURNAL_COLUMN_entry] = entry->id,
  };

  csv_write_row (out, fields, N_JOURNAL_COLUMNS, guard);
}
