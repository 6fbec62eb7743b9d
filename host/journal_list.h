/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "csv_writer.h"
#include "store_journal.h"

/* The error log as a list that people keep in a spreadsheet, out and in. Reasons, classes, remedies
 * and the like stand as their texts in the user's language, which the caller provides; a list in
 * either language, or with the identifiers, is read. */

typedef enum
{
#define COLUMN(id) JOURNAL_COLUMN_##id,
#include "knowledge/journal_column.def"
#undef COLUMN
  N_JOURNAL_COLUMNS
} JournalColumn;

/* "failed": as in the keys of texts, and as a header line may have it. Static. */
const char *journal_column_name (JournalColumn column);

/* --- Out --- */

/* The text of "journal_reason" "mailbox_missing", or NULL where it has none: it is then left as it
 * stands. Borrowed. */
typedef const char *JournalText (const char *kind, const char *identifier);

/* The header line. @text is asked for "column" and the column's name. */
void journal_list_write_header (GString *out, JournalText *text, CsvGuard guard);

/* A row for @entry; its moment is local time. */
void journal_list_write (GString *out, const JournalEntry *entry, JournalText *text,
                         CsvGuard guard);

/* --- In --- */

/* The identifier whose text in any language that is, or NULL. Borrowed. */
typedef const char *JournalIdentifier (const char *kind, const char *text);

/* What cannot be read, where. */
typedef struct
{
  guint line;       /* of the file */
  char *column;     /* (nullable) the header's name of it */
  char *value;      /* (not nullable) */
  const char *what; /* "address", "date", ...: the key of its text. Static */
} JournalFault;

typedef struct
{
  GPtrArray *entries;  /* JournalEntry */
  GPtrArray *contacts; /* JournalEntry: rows that name an address and no failure; their channel is
                        * all that there is to keep */
  GPtrArray *faults;   /* JournalFault */
} JournalList;

void journal_list_free (JournalList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalList, journal_list_free)

/* Rows that can be read and faults of those that cannot; NULL and a LASTMILE_ERROR where nothing
 * can: the text is no CSV (csv_table.h), or no column holds addresses. @channel (nullable) is that
 * of rows without one. */
JournalList *journal_list_read (const char *bytes, gsize length, const char *channel,
                                JournalIdentifier *identifier, GError **error);
