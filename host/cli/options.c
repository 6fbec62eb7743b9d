/* SPDX-License-Identifier: MPL-2.0 */
#include <getopt.h>
#include <string.h>
#include "cli/command.h"

const Option common_options[] = {
  { "lang", OPTION_COMMON, NULL, "en|zh_CN" },
  { "help", OPTION_COMMON, NULL, NULL },
  { NULL },
};

/* What getopt_long () returns for the row i; smaller values are its own. */
#define FIRST_ROW 256

static void
append_rows (GArray *table, const Option *options)
{
  for (; options->name != NULL; options++)
    {
      struct option row
          = { options->name, options->argument != NULL ? required_argument : no_argument, NULL,
              FIRST_ROW + (int) table->len };
      g_array_append_val (table, row);
    }
}

static void
store_value (const Option *option, const char *argument)
{
  if (option->kind == OPTION_FLAG)
    *(gboolean *) option->value = TRUE;
  else if (option->kind != OPTION_COMMON)
    *(const char **) option->value = argument;
}

/* @value is ':' for an option without the value it needs, '?' for anything else that getopt does
 * not take. */
static void
refuse (const char *command, int value, const char *given)
{
  const char *key = "cli_error_option";

  if (value == ':')
    key = "cli_error_option_needs_value";
  else if (value == '?' && optopt >= FIRST_ROW)
    key = "cli_error_option_takes_no_value";
  command_refuse (command, key, "option", given, NULL);
}

/* The word of @argv that getopt_long () has just read as an option. */
static const char *
word_read (char **argv)
{
  return optarg != NULL && optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
}

/* getopt takes any beginning of a name that no other shares; what a script says would then mean
 * something else, or nothing, with the next option that is added. */
static gboolean
is_whole (const char *word, const char *name)
{
  gsize length = strlen (name);
  return strncmp (word + 2, name, length) == 0
         && (word[2 + length] == '\0' || word[2 + length] == '=');
}

/* What is kept of a text, or looked for, is looked at letter by letter. */
static gboolean
is_readable (const char *command, const Option *option, const char *argument)
{
  g_autofree char *name = NULL;

  if (option->kind != OPTION_STRING || g_utf8_validate (argument, -1, NULL))
    return TRUE;
  name = g_strconcat ("--", option->name, NULL);
  command_refuse (command, "cli_error_option_not_utf8", "option", name, NULL);
  return FALSE;
}

int
options_parse (const Option *options, int argc, char **argv)
{
  g_autoptr (GArray) table = g_array_new (TRUE, TRUE, sizeof (struct option));
  guint n_own;
  int value;

  append_rows (table, options);
  n_own = table->len;
  append_rows (table, common_options);
  opterr = 0;
  while ((value = getopt_long (argc, argv, ":", (struct option *) table->data, NULL)) != -1)
    {
      const char *word = word_read (argv);
      if (value < FIRST_ROW
          || !is_whole (word, g_array_index (table, struct option, value - FIRST_ROW).name))
        {
          refuse (argv[0], value, word);
          return -1;
        }
      if (value >= FIRST_ROW + (int) n_own)
        continue;
      if (!is_readable (argv[0], &options[value - FIRST_ROW], optarg))
        return -1;
      store_value (&options[value - FIRST_ROW], optarg);
    }
  return optind;
}

char *
option_text_key (const Option *option)
{
  return g_strdelimit (g_strconcat ("cli_option_", option->name, NULL), "-", '_');
}
