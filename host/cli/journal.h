/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/command.h"
#include "store_journal.h"

/* What the parts of `lastmile journal` share. */

typedef struct
{
  gboolean json;
  const char *since;
  const char *until;
  const char *class;
  const char *reason;
  const char *channel;
  const char *search;
  const char *words; /* (nullable) what @search stands for: journal_words () */
  const char *sort;
  gboolean reverse;
  const char *limit;
  const char *format;
  const char *data;
} JournalOptions;

/* What the options ask for. FALSE after having told on stderr what is wrong. */
gboolean journal_options_query (const JournalOptions *options, JournalQuery *ret_query);

/* One line a row (--json), or for a person. */
void journal_print_entry (const JournalEntry *entry, gboolean json);
void journal_print_stats (const JournalStats *stats, gboolean json);

/* The texts of identifiers, for journal_list.h. */
const char *journal_text (const char *kind, const char *identifier);
const char *journal_identifier (const char *kind, const char *said);

/* What @search stands for in the language of the texts, for JournalQuery.words; NULL for nothing.
 * Free with g_free (). */
char *journal_words (const char *search);

/* To and from @file; "-" is standard output or input, and then the format says which. */
ExitStatus journal_export (Store *store, const JournalOptions *options, const char *file);
ExitStatus journal_import (Store *store, const JournalOptions *options, const char *file);

/* Says on stderr that something failed: the text of @key with {text}. Takes over @error. */
ExitStatus journal_failed (const char *key, GError *error);

/* Whether @file is, or @format says that it is, a workbook. */
gboolean journal_is_workbook (const char *file, const char *format);

/* lastmile-sheet: "write" makes a workbook of CSV, "read" CSV of a workbook. NULL and an error. */
GBytes *journal_convert (const char *direction, GBytes *bytes, GError **error);
