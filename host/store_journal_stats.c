/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_domain.h"
#include "store_file.h"
#include "store_journal.h"

/* Columns of each: name, class, failures, addresses, known. ?1 is the moment since which. */
static const char months_text[]
    = "SELECT strftime ('%Y-%m', failed_at, 'unixepoch') AS month, class, count(*),"
      " count(DISTINCT key), 0 FROM journal WHERE failed_at >= ?1"
      " GROUP BY month, class ORDER BY month, class";
static const char channels_text[]
    = "SELECT name, NULL, count(failed_at), count(DISTINCT journal.key),"
      " count(DISTINCT channel.key) AS known"
      " FROM channel LEFT JOIN journal ON journal.key = channel.key AND failed_at >= ?1"
      " WHERE name <> '' GROUP BY name"
      " ORDER BY count(DISTINCT journal.key) * 1.0 / known DESC, known DESC, name";
static const char domains_text[]
    = "SELECT domain, NULL, count(*), count(DISTINCT key) AS addresses, 0 FROM journal"
      " WHERE failed_at >= ?1 GROUP BY domain ORDER BY addresses DESC, count(*) DESC, domain"
      " LIMIT " G_STRINGIFY (JOURNAL_MAX_DOMAINS);
static const char whole_text[]
    = "SELECT NULL, NULL, count(*), count(DISTINCT key), 0 FROM journal WHERE failed_at >= ?1";

static void
figure_free (JournalFigure *figure)
{
  g_free (figure->name);
  g_free (figure->class);
  g_free (figure);
}

void
journal_stats_free (JournalStats *stats)
{
  g_clear_pointer (&stats->months, g_ptr_array_unref);
  g_clear_pointer (&stats->channels, g_ptr_array_unref);
  g_clear_pointer (&stats->domains, g_ptr_array_unref);
  g_free (stats);
}

/* JournalFigure; empty where there is no file yet. */
static GPtrArray *
read_figures (Store *store, const char *text, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) figure_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  StoreState state = store_file_read (store, error);
  gboolean failed;

  if (state != STORE_READY)
    return state == STORE_ABSENT ? g_steal_pointer (&figures) : NULL;
  statement = sql_prepare (store->db, text, error);
  if (statement == NULL)
    return NULL;
  sql_bind (statement, "i", since);
  while (sql_next_row (statement, &failed, error))
    {
      JournalFigure *figure = g_new0 (JournalFigure, 1);
      figure->name = sql_column_string (statement, 0);
      figure->class = sql_column_string (statement, 1);
      figure->failures = (guint) sqlite3_column_int64 (statement, 2);
      figure->addresses = (guint) sqlite3_column_int64 (statement, 3);
      figure->known = (guint) sqlite3_column_int64 (statement, 4);
      g_ptr_array_add (figures, figure);
    }
  return failed ? NULL : g_steal_pointer (&figures);
}

/* "恒达.cn" for "xn--...": as people write them. */
static void
name_as_written (gpointer data, gpointer nothing)
{
  JournalFigure *figure = data;
  g_autofree char *ascii = NULL;
  g_autofree char *unicode = NULL;
  guint limit;

  if (domain_to_ascii (figure->name, strlen (figure->name), &ascii, &unicode, &limit))
    {
      g_free (figure->name);
      figure->name = g_steal_pointer (&unicode);
    }
}

JournalStats *
store_journal_stats (Store *store, gint64 since, GError **error)
{
  g_autoptr (JournalStats) stats = g_new0 (JournalStats, 1);
  g_autoptr (GPtrArray) whole = read_figures (store, whole_text, since, error);

  if (whole == NULL || (stats->months = read_figures (store, months_text, since, error)) == NULL
      || (stats->channels = read_figures (store, channels_text, since, error)) == NULL
      || (stats->domains = read_figures (store, domains_text, since, error)) == NULL)
    return NULL;
  g_ptr_array_foreach (stats->domains, name_as_written, NULL);
  if (whole->len > 0)
    {
      const JournalFigure *figure = g_ptr_array_index (whole, 0);
      stats->failures = figure->failures;
      stats->addresses = figure->addresses;
    }
  return g_steal_pointer (&stats);
}
