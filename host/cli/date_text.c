/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/date_text.h"
#include "cli/text.h"

/* The @number-th, from 1, of the names that the text @key lists with commas. */
static char *
nth_name (const char *key, int number)
{
  g_auto (GStrv) names = g_strsplit (text (key), ",", -1);

  return g_strdup (number <= (int) g_strv_length (names) ? names[number - 1] : "?");
}

static gboolean
same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

gboolean
date_is_today (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return time != NULL && same_day (time, now);
}

char *
date_text (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *weekday = NULL, *month = NULL, *day = NULL, *year = NULL;

  if (time == NULL)
    return g_strdup ("?");
  if (same_day (time, now))
    {
      g_autofree char *clock = g_date_time_format (time, "%H:%M");
      return text_fill ("cli_today", "time", clock, NULL);
    }
  weekday = nth_name ("cli_weekdays", g_date_time_get_day_of_week (time));
  month = nth_name ("cli_months", g_date_time_get_month (time));
  day = g_strdup_printf ("%d", g_date_time_get_day_of_month (time));
  year = g_strdup_printf ("%d", g_date_time_get_year (time));
  return text_fill (g_date_time_get_year (time) == g_date_time_get_year (now) ? "cli_date"
                                                                              : "cli_date_year",
                    "weekday", weekday, "day", day, "month", month, "year", year, NULL);
}
