/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* memfd_create () */
#include <csv.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "sheet/sheet.h"

G_DEFINE_QUARK (lastmile - sheet - error, sheet_error)

#define MIN_WIDTH 10
#define MAX_WIDTH 60 /* columns of a cell, in digits */

/* What libcsv's callbacks work on. */
typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *bold;
  lxw_row_t row;
  lxw_col_t column;
  lxw_col_t n_columns;
  guint widths[SHEET_MAX_COLUMNS];
  GError *error;
} SheetWriting;

static void
refuse (SheetWriting *writing, SheetError code, const char *what)
{
  if (writing->error == NULL)
    g_set_error (&writing->error, SHEET_ERROR, (gint) code, "row %u: %s", writing->row + 1, what);
}

/* How wide a text stands in a cell. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return CLAMP (width + 2, MIN_WIDTH, MAX_WIDTH);
}

static void
write_cell (void *bytes, size_t length, void *data)
{
  SheetWriting *writing = data;
  g_autofree char *text = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
  lxw_format *format = writing->row == 0 ? writing->bold : NULL;

  if (writing->row >= SHEET_MAX_ROWS || writing->column >= SHEET_MAX_COLUMNS)
    refuse (writing, SHEET_ERROR_TOO_LARGE, "more rows or columns than a sheet takes");
  else if (g_utf8_strlen (text, -1) > SHEET_MAX_CELL)
    refuse (writing, SHEET_ERROR_TOO_LARGE, "a cell is longer than a sheet takes");
  if (writing->error != NULL)
    return;
  if (*text != '\0'
      && worksheet_write_string (writing->sheet, writing->row, writing->column, text, format)
             != LXW_NO_ERROR)
    refuse (writing, SHEET_ERROR_FAILED, "a cell could not be written");
  writing->widths[writing->column] = MAX (writing->widths[writing->column], text_width (text));
  writing->column++;
  writing->n_columns = MAX (writing->n_columns, writing->column);
}

static void
end_row (int end, void *data)
{
  SheetWriting *writing = data;

  writing->row++;
  writing->column = 0;
}

static void
read_rows (SheetWriting *writing, const char *csv, gsize length)
{
  struct csv_parser parser;

  csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI);
  if (csv_parse (&parser, csv, length, write_cell, end_row, writing) != length
      || csv_fini (&parser, write_cell, end_row, writing) != 0)
    refuse (writing, SHEET_ERROR_FAILED, csv_strerror (csv_error (&parser)));
  csv_free (&parser);
}

static void
lay_out (SheetWriting *writing)
{
  for (lxw_col_t i = 0; i < writing->n_columns; i++)
    worksheet_set_column (writing->sheet, i, i, writing->widths[i], NULL);
  worksheet_freeze_panes (writing->sheet, 1, 0);
  if (writing->row > 0 && writing->n_columns > 0)
    worksheet_autofilter (writing->sheet, 0, 0, writing->row - 1,
                          (lxw_col_t) (writing->n_columns - 1));
}

/* The file's bytes from its beginning. */
static GBytes *
read_back (int fd)
{
  off_t size = lseek (fd, 0, SEEK_END);
  g_autofree char *bytes = g_malloc ((gsize) MAX (size, 1));

  if (size <= 0 || pread (fd, bytes, (size_t) size, 0) != size)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) size);
}

/* libxlsxwriter writes to a path only: that of a file without a name. */
GBytes *
sheet_write (const char *csv, gsize length, GError **error)
{
  int fd = memfd_create ("sheet", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  SheetWriting writing = { .workbook = workbook_new (path) };
  GBytes *bytes = NULL;

  writing.sheet = workbook_add_worksheet (writing.workbook, NULL);
  writing.bold = workbook_add_format (writing.workbook);
  format_set_bold (writing.bold);
  read_rows (&writing, csv, length);
  lay_out (&writing);
  if (workbook_close (writing.workbook) != LXW_NO_ERROR)
    refuse (&writing, SHEET_ERROR_FAILED, "the workbook could not be written");
  if (writing.error == NULL)
    bytes = read_back (fd);
  if (writing.error == NULL && bytes == NULL)
    refuse (&writing, SHEET_ERROR_FAILED, "the workbook could not be read back");
  close (fd);
  if (writing.error != NULL)
    g_propagate_error (error, writing.error);
  return bytes;
}
