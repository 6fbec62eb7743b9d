/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* RFC 4180 out. A spreadsheet takes a cell that begins with = + - @ for a formula and may run it;
 * with CSV_GUARDED such a cell gets an apostrophe before it, which csv_unguard () takes off again.
 */

typedef enum
{
  CSV_PLAIN,   /* what a program reads */
  CSV_GUARDED, /* what a spreadsheet opens */
} CsvGuard;

/* The byte order mark without which Excel takes UTF-8 for something else. */
#define CSV_BOM "\xef\xbb\xbf"

/* Appends a row to @out. A field that is NULL is empty. */
void csv_write_row (GString *out, const char *const *fields, gsize n_fields, CsvGuard guard);

/* @field without the guard, where it has one. Borrowed. */
const char *csv_unguard (const char *field);
