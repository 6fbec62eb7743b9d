/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "csv_table.h"
#include "journal_date.h"
#include "journal_list.h"
#include "mail/diagnosis.h"

/* One column of the table for each name that a column of ours may have. */
static const CsvColumn columns[] = {
#define NAME(column, name) { name, FALSE },
#include "knowledge/journal_column.def"
#undef NAME
};
static const JournalColumn meanings[] = {
#define NAME(column, name) JOURNAL_COLUMN_##column,
#include "knowledge/journal_column.def"
#undef NAME
};

/* A row under way. */
typedef struct
{
  JournalList *list;
  const CsvTable *table;
  JournalIdentifier *identifier;
  guint row;
  const char *values[N_JOURNAL_COLUMNS]; /* "" where there is none */
  const char *names[N_JOURNAL_COLUMNS];  /* of the columns that they stand in */
  gboolean refused;
} RowReading;

static void
fault_free (JournalFault *fault)
{
  g_free (fault->column);
  g_free (fault->value);
  g_free (fault);
}

void
journal_list_free (JournalList *list)
{
  g_ptr_array_unref (list->entries);
  g_ptr_array_unref (list->contacts);
  g_ptr_array_unref (list->faults);
  g_free (list);
}

static JournalList *
journal_list_new (void)
{
  JournalList *list = g_new0 (JournalList, 1);

  list->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
  list->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
  list->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);
  return list;
}

/* The value of @column is no @what: the row is not kept. */
static void
refuse (RowReading *reading, JournalColumn column, const char *what)
{
  JournalFault *fault = g_new0 (JournalFault, 1);

  fault->line = csv_table_line (reading->table, reading->row);
  fault->column = g_strdup (reading->names[column]);
  fault->value = g_strdup (reading->values[column]);
  fault->what = what;
  g_ptr_array_add (reading->list->faults, fault);
  reading->refused = TRUE;
}

static void
find_values (RowReading *reading)
{
  for (JournalColumn i = 0; i < N_JOURNAL_COLUMNS; i++)
    {
      reading->values[i] = "";
      reading->names[i] = NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *value = csv_unguard (csv_table_get (reading->table, reading->row, i));
      if (*value == '\0' || reading->names[meanings[i]] != NULL)
        continue;
      reading->values[meanings[i]] = value;
      reading->names[meanings[i]] = columns[i].name;
    }
}

/* NULL for "". */
static char *
get (const RowReading *reading, JournalColumn column)
{
  const char *value = reading->values[column];
  return *value != '\0' ? g_strdup (value) : NULL;
}

/* The value as an identifier of that kind where it is the text of one, or else as it stands. */
static char *
get_noted (const RowReading *reading, JournalColumn column, const char *kind)
{
  const char *value = reading->values[column];
  const char *identifier = *value != '\0' ? reading->identifier (kind, value) : NULL;

  return identifier != NULL ? g_strdup (identifier) : get (reading, column);
}

/* --- What must be one of a few --- */

/* The reason of what a server or a person wrote: "user unknown", "邮箱已满". */
static char *
diagnose_reason (const char *text)
{
  const char *texts[] = { text, NULL };
  Bounce bounce = { .reason = BOUNCE_other };

  diagnose (&bounce, texts);
  g_free (bounce.line);
  return g_strdup (bounce_reason_name (bounce.reason));
}

/* Where it is in own words, these stay as the line that decided it. */
static void
read_reason (RowReading *reading, JournalEntry *entry)
{
  g_autofree char *said = get_noted (reading, JOURNAL_COLUMN_reason, "reason");

  if (said == NULL)
    entry->reason = entry->line != NULL ? diagnose_reason (entry->line) : g_strdup ("other");
  else if (journal_is_reason (said))
    entry->reason = g_steal_pointer (&said);
  else if (diagnosis_is_plain (said))
    {
      entry->reason = diagnose_reason (said);
      if (entry->line == NULL)
        entry->line = g_steal_pointer (&said);
    }
  else
    {
      entry->reason = g_strdup ("other");
      refuse (reading, JOURNAL_COLUMN_reason, "reason");
    }
}

static void
read_class (RowReading *reading, JournalEntry *entry)
{
  entry->class = get_noted (reading, JOURNAL_COLUMN_class, "class");
  if (entry->class == NULL)
    entry->class = g_strdup (journal_class_of (entry->reason));
  else if (!journal_is_class (entry->class))
    refuse (reading, JOURNAL_COLUMN_class, "class");
}

static void
read_permanent (RowReading *reading, JournalEntry *entry)
{
  static const char *const yes[] = { "permanent", "yes", "true", "1", "hard", "是", "永久" };
  static const char *const no[] = { "temporary", "no", "false", "0", "soft", "否", "暂时" };
  g_autofree char *value = get_noted (reading, JOURNAL_COLUMN_permanent, "lasting");

  entry->permanent = journal_is_permanent (entry->reason);
  for (gsize i = 0; value != NULL && i < G_N_ELEMENTS (yes); i++)
    if (g_ascii_strcasecmp (value, yes[i]) == 0 || g_ascii_strcasecmp (value, no[i]) == 0)
      {
        entry->permanent = g_ascii_strcasecmp (value, yes[i]) == 0;
        return;
      }
  if (value != NULL)
    refuse (reading, JOURNAL_COLUMN_permanent, "permanent");
}

static void
read_reply (RowReading *reading, JournalEntry *entry)
{
  const char *value = reading->values[JOURNAL_COLUMN_reply];
  guint64 reply;

  if (*value == '\0')
    return;
  if (g_ascii_string_to_unsigned (value, 10, 100, 999, &reply, NULL))
    entry->reply = (guint) reply;
  else
    refuse (reading, JOURNAL_COLUMN_reply, "reply");
}

static void
read_failed (RowReading *reading, JournalEntry *entry)
{
  const char *value = reading->values[JOURNAL_COLUMN_failed];

  if (*value != '\0' && !journal_date_read (value, &entry->failed_at))
    refuse (reading, JOURNAL_COLUMN_failed, "failed");
}

static void
read_entry_id (RowReading *reading, JournalEntry *entry)
{
  const char *value = reading->values[JOURNAL_COLUMN_entry];

  /* A list's own numbers of its rows are no ids of ours. */
  if (g_uuid_string_is_valid (value))
    entry->id = g_strdup (value);
}

/* --- Rows --- */

/* Columns that tell of a failure, rather than of the address. */
static gboolean
tells_of_failure (const RowReading *reading)
{
  static const JournalColumn told[]
      = { JOURNAL_COLUMN_failed,    JOURNAL_COLUMN_class, JOURNAL_COLUMN_reason,
          JOURNAL_COLUMN_permanent, JOURNAL_COLUMN_reply, JOURNAL_COLUMN_status,
          JOURNAL_COLUMN_line };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (*reading->values[told[i]] != '\0')
      return TRUE;
  return FALSE;
}

static void
read_failure (RowReading *reading, JournalEntry *entry)
{
  entry->line = get (reading, JOURNAL_COLUMN_line);
  read_reason (reading, entry);
  read_class (reading, entry);
  read_permanent (reading, entry);
  read_reply (reading, entry);
  read_failed (reading, entry);
  read_entry_id (reading, entry);
  entry->code = get (reading, JOURNAL_COLUMN_status);
  entry->server = get (reading, JOURNAL_COLUMN_server);
  entry->remedy = get_noted (reading, JOURNAL_COLUMN_remedy, "remedy");
  entry->outcome = get_noted (reading, JOURNAL_COLUMN_outcome, "outcome");
  entry->replacement = get (reading, JOURNAL_COLUMN_replacement);
  entry->message_id = get (reading, JOURNAL_COLUMN_message_id);
}

static void
read_row (RowReading *reading, const char *channel)
{
  g_autoptr (JournalEntry) entry = NULL;
  gboolean failure;

  find_values (reading);
  reading->refused = FALSE;
  entry = journal_entry_new (reading->values[JOURNAL_COLUMN_address]);
  if (strchr (entry->key, '@') == NULL)
    refuse (reading, JOURNAL_COLUMN_address, "address");
  entry->channel = get (reading, JOURNAL_COLUMN_channel);
  if (entry->channel == NULL)
    entry->channel = g_strdup (channel);
  failure = tells_of_failure (reading);
  if (failure)
    read_failure (reading, entry);
  if (!reading->refused)
    g_ptr_array_add (failure ? reading->list->entries : reading->list->contacts,
                     g_steal_pointer (&entry));
}

/* Whether any row has an address: a list without that column is none of ours. */
static gboolean
has_addresses (const CsvTable *table)
{
  for (guint row = 0; row < csv_table_length (table); row++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      if (meanings[i] == JOURNAL_COLUMN_address && *csv_table_get (table, row, i) != '\0')
        return TRUE;
  return csv_table_length (table) == 0;
}

JournalList *
journal_list_read (const char *bytes, gsize length, const char *channel,
                   JournalIdentifier *identifier, GError **error)
{
  g_autoptr (CsvTable) table
      = csv_table_read (bytes, length, columns, G_N_ELEMENTS (columns), error);
  RowReading reading = { .table = table, .identifier = identifier };

  if (table == NULL)
    return NULL;
  if (!has_addresses (table))
    {
      ErrorPlace place = { .field = "address", .line = 1 };
      lastmile_error_set (error, LASTMILE_ERROR_csv_syntax, &place, "no column holds addresses");
      return NULL;
    }
  reading.list = journal_list_new ();
  for (reading.row = 0; reading.row < csv_table_length (table); reading.row++)
    read_row (&reading, channel);
  return reading.list;
}
