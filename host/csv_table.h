/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "wire/error.h"

/* A list that people keep in a spreadsheet: RFC 4180 with a header line, read strictly (libcsv does
 * the grammar) into named columns.
 *
 *   static const CsvColumn columns[] = { { "email", TRUE }, { "company", FALSE } };
 *   g_autoptr (CsvTable) table = csv_table_read (bytes, length, columns, 2, &error);
 *   for (guint row = 0; row < csv_table_length (table); row++)
 *     use (csv_table_line (table, row), csv_table_get (table, row, 0));
 *
 * Columns stand in any order; their names are compared without case, blanks and a byte order mark,
 * and columns that nobody asked for are passed over. One that stands there twice is an error, but
 * of one that is not required and has two names the first counts. Fields are separated by what the
 * header line uses first: a comma, a semicolon (spreadsheets of much of Europe) or a tab. Lines end
 * in LF, CR LF or CR; empty ones are passed over. A row may lack its last fields, but has none
 * beyond the header, unless they are empty. */

#define CSV_MAX_BYTES (64 * 1024 * 1024)
#define CSV_MAX_ROWS 1000000
#define CSV_MAX_COLUMNS 1000 /* of the header line, asked for or not */
#define CSV_MAX_FIELD 65536  /* bytes */

typedef struct
{
  const char *name;        /* lower case, without blanks */
  gboolean required;       /* a header line without it is an error */
  const char *const *also; /* (nullable) other names for it, NULL-terminated */
} CsvColumn;

typedef struct CsvTable CsvTable;

/* The bytes may be in any encoding of csv_text.h. NULL and a LASTMILE_ERROR that names line and,
 * where one is at fault, column (ErrorPlace.field) on failure. Free with csv_table_free (). */
CsvTable *csv_table_read (const char *bytes, gsize length, const CsvColumn *columns,
                          guint n_columns, GError **error);
void csv_table_free (CsvTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsvTable, csv_table_free)

/* Rows below the header line. */
guint csv_table_length (const CsvTable *table);

/* The line of the file on which the row begins, from 1. */
guint csv_table_line (const CsvTable *table, guint row);

/* The field in the column of that place in @columns, without blanks around it; "" if it is empty or
 * the file has no such column. Valid UTF-8; borrowed. */
const char *csv_table_get (const CsvTable *table, guint row, guint column);
