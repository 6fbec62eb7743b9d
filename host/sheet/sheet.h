/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* CSV to and from a workbook of Office Open XML (ECMA-376, .xlsx): one sheet of plain cells, as
 * lists are. In a program of its own (lastmile-sheet), since it links what the others do not need,
 * and takes a stranger's files apart. */

#define SHEET_ERROR (sheet_error_quark ())

typedef enum
{
  SHEET_ERROR_NOT_A_WORKBOOK, /* no ZIP archive, no sheet in it, or XML that is not well formed */
  SHEET_ERROR_TOO_LARGE,      /* passes one of the limits below */
  SHEET_ERROR_FAILED,         /* the workbook could not be made */
} SheetError;

GQuark sheet_error_quark (void);

#define SHEET_MAX_ROWS 1000000
#define SHEET_MAX_COLUMNS 1000
#define SHEET_MAX_CELL 32767                   /* characters, as Excel has it */
#define SHEET_MAX_UNPACKED (128 * 1024 * 1024) /* bytes of each part, and of what is read */

/* The first line of @csv (UTF-8, RFC 4180) is the header: it stays in view and has filters. Every
 * cell is text, so that nothing in it is taken for a formula or a number. */
GBytes *sheet_write (const char *csv, gsize length, GError **error);

/* The cells of the first sheet as CSV in UTF-8, each row on the line of its number: line breaks in
 * a cell become blanks. Numbers and dates are told as the file has them, a date as the number of
 * its day. Free with g_free (). */
char *sheet_read (const char *bytes, gsize length, GError **error);
