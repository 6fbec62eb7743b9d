/* SPDX-License-Identifier: MPL-2.0 */
#include <stdlib.h>
#include <string.h>
#include "journal_date.h"

#define SPREADSHEET_EPOCH G_GINT64_CONSTANT (-2209161600) /* 1899-12-30, in seconds since 1970 */
#define FIRST_DAY 20000.0 /* 1954: a smaller number is hardly a date of mail */
#define LAST_DAY 80000.0  /* 2119 */

/* The numbers of a text, whatever stands between them: 2026年11月25日 16:03 -> 2026 11 25 16 3. */
static guint
read_numbers (const char *text, guint *numbers, guint max)
{
  guint count = 0;

  while (*text != '\0' && count < max)
    if (g_ascii_isdigit (*text))
      {
        gulong number = strtoul (text, (char **) &text, 10);
        numbers[count++] = (guint) MIN (number, 100000UL);
      }
    else
      text++;
  return count;
}

/* The date of three numbers whose order is open; FALSE if none or more than one order makes one. */
static gboolean
order_date (const char *text, guint numbers[3])
{
  gboolean day_first = numbers[0] >= 1 && numbers[0] <= 31 && numbers[1] >= 1 && numbers[1] <= 12;
  gboolean month_first = numbers[0] >= 1 && numbers[0] <= 12 && numbers[1] >= 1 && numbers[1] <= 31;
  guint year = numbers[2];

  if (numbers[0] > 1900)
    return TRUE;
  /* Points are written where the day stands first. */
  if (strchr (text, '.') != NULL)
    month_first = FALSE;
  if (year < 1900 || (day_first == month_first && numbers[0] != numbers[1]))
    return FALSE;
  numbers[2] = day_first ? numbers[0] : numbers[1];
  numbers[1] = day_first ? numbers[1] : numbers[0];
  numbers[0] = year;
  return TRUE;
}

static gboolean
read_written (const char *text, gint64 *ret_seconds)
{
  guint numbers[6] = { 0 };
  guint count = read_numbers (text, numbers, G_N_ELEMENTS (numbers));
  g_autoptr (GDateTime) time = NULL;

  if (count < 3 || !order_date (text, numbers))
    return FALSE;
  time = g_date_time_new_local ((gint) numbers[0], (gint) numbers[1], (gint) numbers[2],
                                (gint) numbers[3], (gint) numbers[4], numbers[5]);
  if (time == NULL)
    return FALSE;
  *ret_seconds = g_date_time_to_unix (time);
  return TRUE;
}

/* A spreadsheet knows no zones: the number is local time. */
static gboolean
read_number (const char *text, gint64 *ret_seconds)
{
  char *end;
  double days = g_ascii_strtod (text, &end);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (end == text || *end != '\0' || !(days >= FIRST_DAY && days < LAST_DAY))
    return FALSE;
  utc = g_date_time_new_from_unix_utc (SPREADSHEET_EPOCH + (gint64) (days * 24 * 60 * 60 + 0.5));
  local = g_date_time_new_local (g_date_time_get_year (utc), g_date_time_get_month (utc),
                                 g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc),
                                 g_date_time_get_minute (utc), g_date_time_get_second (utc));
  if (local == NULL)
    return FALSE;
  *ret_seconds = g_date_time_to_unix (local);
  return TRUE;
}

gboolean
journal_date_read (const char *text, gint64 *ret_seconds)
{
  g_autoptr (GDateTime) zoned = g_date_time_new_from_iso8601 (text, NULL);

  if (zoned != NULL)
    {
      *ret_seconds = g_date_time_to_unix (zoned);
      return TRUE;
    }
  return read_number (text, ret_seconds) || read_written (text, ret_seconds);
}
