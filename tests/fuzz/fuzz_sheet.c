/* SPDX-License-Identifier: MPL-2.0 */
#include "sheet/sheet.h"

/* A stranger's workbook becomes CSV in UTF-8 or an error, whatever it holds. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = sheet_read ((const char *) bytes, length, &error);

  g_assert ((csv == NULL) == (error != NULL));
  g_assert (csv == NULL || g_utf8_validate (csv, -1, NULL));
  return 0;
}
