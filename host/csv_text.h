/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The text of a file that a spreadsheet wrote, as UTF-8 without a byte order mark and NUL. What is
 * not valid UTF-8 is UTF-16 where a byte order mark says so (Excel's "Unicode text"), else
 * Windows-1252 or GB18030 (what Excel writes as "CSV" in Europe and in China). These two are told
 * apart by how their letters stand: in Chinese text bytes above 127 come in runs of pairs, in
 * European text one by one. NULL and a LASTMILE_ERROR if it is none of them; free with g_free ().
 */
char *csv_text_decode (const char *bytes, gsize length, GError **error);
