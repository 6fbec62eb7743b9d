/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A moment as lists have it: ISO 8601, "2026-11-25 16:03", "2026/11/25", "25.11.2026",
 * "2026年11月25日", "11/25/2026" where only one reading is a date, or the number that a spreadsheet
 * keeps a date as (days since 1899-12-30). Without a zone it is local time. FALSE if it is none. */
gboolean journal_date_read (const char *text, gint64 *ret_seconds);
