/* SPDX-License-Identifier: MPL-2.0 */
#include <getopt.h>
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
  else if (option->kind == OPTION_STRING)
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
  else if (optopt >= FIRST_ROW)
    key = "cli_error_option_takes_no_value";
  command_refuse (command, key, "option", given, NULL);
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
      if (value < FIRST_ROW)
        {
          refuse (argv[0], value, argv[optind - 1]);
          return -1;
        }
      if (value < FIRST_ROW + (int) n_own)
        store_value (&options[value - FIRST_ROW], optarg);
    }
  return optind;
}

char *
option_text_key (const Option *option)
{
  return g_strdelimit (g_strconcat ("cli_option_", option->name, NULL), "-", '_');
}
