/* SPDX-License-Identifier: MPL-2.0 */
#include "csv_table.h"

/* Bytes are a table of valid UTF-8 whose lines ascend, or an error that names a line. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  static const CsvColumn columns[] = { { "email", TRUE }, { "company", FALSE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsvTable) table
      = csv_table_read ((const char *) bytes, length, columns, G_N_ELEMENTS (columns), &error);
  guint last = 1;

  if (table == NULL)
    {
      g_assert (error->code == LASTMILE_ERROR_csv_encoding
                || lastmile_error_place (error)->line > 0);
      return 0;
    }
  for (guint row = 0; row < csv_table_length (table); row++)
    {
      g_assert (csv_table_line (table, row) > last);
      last = csv_table_line (table, row);
      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        g_assert (g_utf8_validate (csv_table_get (table, row, column), -1, NULL));
    }
  return 0;
}
