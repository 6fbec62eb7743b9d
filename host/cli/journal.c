/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/journal.h"
#include "cli/text.h"
#include "journal_date.h"

static JournalOptions options;

const Option journal_options[] = {
  { "json", OPTION_FLAG, &options.json, NULL },
  { "since", OPTION_STRING, &options.since, "DATE" },
  { "until", OPTION_STRING, &options.until, "DATE" },
  { "class", OPTION_STRING, &options.class, "CLASS" },
  { "reason", OPTION_STRING, &options.reason, "REASON" },
  { "channel", OPTION_STRING, &options.channel, "CHANNEL" },
  { "search", OPTION_STRING, &options.search, "TEXT" },
  { "sort", OPTION_STRING, &options.sort, "COLUMN" },
  { "reverse", OPTION_FLAG, &options.reverse, NULL },
  { "limit", OPTION_STRING, &options.limit, "NUMBER" },
  { "format", OPTION_STRING, &options.format, "csv|xlsx" },
  { "data", OPTION_PATH, &options.data, "FOLDER" },
  { NULL },
};

/* --- Options --- */

static gboolean
read_date (const char *name, const char *value, gint64 *ret_seconds)
{
  if (value == NULL || journal_date_read (value, ret_seconds))
    return TRUE;
  command_refuse ("journal", "cli_error_journal_date", "option", name, "value", value, NULL);
  return FALSE;
}

/* @value must be one of @names where it is given. Its place, 0 without it, or -1 after having told
 * what is wrong. */
static int
read_choice (const char *option, const char *value, const char *const *names)
{
  g_autofree char *choices = g_strjoinv (", ", (char **) names);

  if (value == NULL)
    return 0;
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], value) == 0)
      return i;
  command_refuse ("journal", "cli_error_journal_choice", "option", option, "choices", choices,
                  NULL);
  return -1;
}

gboolean
journal_options_query (const JournalOptions *given, JournalQuery *ret_query)
{
  JournalQuery query = { .class = given->class,
                         .reason = given->reason,
                         .channel = given->channel,
                         .search = given->search,
                         .words = given->words,
                         .reverse = given->reverse };
  int order = read_choice ("--sort", given->sort, journal_order_names);
  guint64 limit = 0;

  if (order < 0 || read_choice ("--class", given->class, journal_identifiers ("class")) < 0
      || read_choice ("--reason", given->reason, journal_identifiers ("reason")) < 0
      || !read_date ("--since", given->since, &query.since)
      || !read_date ("--until", given->until, &query.until))
    return FALSE;
  if (given->limit != NULL
      && !g_ascii_string_to_unsigned (given->limit, 10, 1, G_MAXINT, &limit, NULL))
    {
      command_refuse ("journal", "cli_error_journal_limit", "value", given->limit, NULL);
      return FALSE;
    }
  query.order = (JournalOrder) order;
  query.limit = (guint) limit;
  *ret_query = query;
  return TRUE;
}

ExitStatus
journal_failed (const char *key, GError *error)
{
  g_autofree char *line = text_fill (key, "text", error->message, NULL);

  fprintf (stderr, "lastmile: %s\n", line);
  g_error_free (error);
  return EXIT_UNUSABLE;
}

/* --- Subcommands --- */

static ExitStatus
list (Store *store, const char *operand)
{
  g_autoptr (GPtrArray) entries = NULL;
  JournalQuery query;
  GError *error = NULL;

  if (!journal_options_query (&options, &query))
    return EXIT_UNUSABLE;
  entries = store_journal_list (store, &query, NULL, &error);
  if (entries == NULL)
    return journal_failed ("cli_journal_failed", error);
  for (guint i = 0; i < entries->len; i++)
    journal_print_entry (g_ptr_array_index (entries, i), options.json);
  if (entries->len == 0 && !options.json)
    puts (text ("cli_journal_empty"));
  return EXIT_OK;
}

static ExitStatus
stats (Store *store, const char *operand)
{
  g_autoptr (JournalStats) figures = NULL;
  JournalQuery query;
  GError *error = NULL;

  if (!journal_options_query (&options, &query))
    return EXIT_UNUSABLE;
  figures = store_journal_stats (store, query.since, &error);
  if (figures == NULL)
    return journal_failed ("cli_journal_failed", error);
  journal_print_stats (figures, options.json);
  return EXIT_OK;
}

static ExitStatus
forget (Store *store, const char *address)
{
  GError *error = NULL;

  if (!store_forget (store, address, &error))
    return journal_failed ("cli_journal_failed", error);
  return EXIT_OK;
}

static ExitStatus export(Store *store, const char *file)
{
  return journal_export (store, &options, file);
}

static ExitStatus
import (Store *store, const char *file)
{
  return journal_import (store, &options, file);
}

static const struct
{
  const char *name;
  gboolean takes_operand; /* one or more; it is run for each */
  ExitStatus (*run) (Store *store, const char *operand);
} parts[] = {
  { "list", FALSE, list },    { "stats", FALSE, stats },  { "forget", TRUE, forget },
  { "export", TRUE, export }, { "import", TRUE, import },
};

static ExitStatus
run_part (gsize part, int n_operands, char **operands)
{
  static const char *const formats[] = { "csv", "xlsx", NULL };
  g_autoptr (Store) store = store_open (options.data);
  g_autofree char *words = options.search != NULL ? journal_words (options.search) : NULL;
  ExitStatus status = EXIT_OK;

  if (read_choice ("--format", options.format, formats) < 0)
    return EXIT_UNUSABLE;
  options.words = words;
  if (!parts[part].takes_operand)
    status = parts[part].run (store, NULL);
  for (int i = 0; i < n_operands; i++)
    {
      ExitStatus one = parts[part].run (store, operands[i]);
      status = MAX (status, one);
    }
  return fflush (stdout) == 0 ? status : EXIT_UNUSABLE;
}

ExitStatus
command_journal (int argc, char **argv)
{
  int first = options_parse (journal_options, argc, argv);

  if (first < 0)
    return EXIT_UNUSABLE;
  for (gsize i = 0; first < argc && i < G_N_ELEMENTS (parts); i++)
    if (strcmp (argv[first], parts[i].name) == 0 && (argc - first > 1) == parts[i].takes_operand)
      return run_part (i, argc - first - 1, argv + first + 1);
  return command_refuse ("journal", "cli_error_journal", NULL);
}
