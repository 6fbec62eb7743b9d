/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/journal.h"
#include "journal_list.h"

#define FILE_MODE 0600 /* addresses and notes are nobody else's */

/* What CSV becomes in the end. */
static GBytes *
make_file (const GPtrArray *entries, gboolean workbook, GError **error)
{
  GString *csv = g_string_new (workbook ? NULL : CSV_BOM);
  CsvGuard guard = workbook ? CSV_PLAIN : CSV_GUARDED;
  g_autoptr (GBytes) bytes = NULL;

  journal_list_write_header (csv, journal_text, guard);
  for (guint i = 0; i < entries->len; i++)
    journal_list_write (csv, g_ptr_array_index (entries, i), journal_text, guard);
  bytes = g_string_free_to_bytes (csv);
  return workbook ? journal_convert ("write", bytes, error) : g_steal_pointer (&bytes);
}

static gboolean
write_file (const char *file, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (strcmp (file, "-") != 0)
    return g_file_set_contents_full (file, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                     FILE_MODE, error);
  if (fwrite (data, 1, length, stdout) == length)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, g_strerror (EIO));
  return FALSE;
}

ExitStatus
journal_export (Store *store, const JournalOptions *options, const char *file)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JournalQuery query;
  GError *error = NULL;

  if (!journal_options_query (options, &query))
    return EXIT_UNUSABLE;
  entries = store_journal_list (store, &query, NULL, &error);
  if (entries == NULL)
    return journal_failed ("cli_journal_failed", error);
  bytes = make_file (entries, journal_is_workbook (file, options->format), &error);
  if (bytes == NULL || !write_file (file, bytes, &error))
    return journal_failed ("cli_journal_not_written", error);
  return EXIT_OK;
}
