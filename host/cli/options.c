/* SPDX-License-Identifier: MPL-2.0 */
#include <getopt.h>
#include "cli/options.h"

/* What getopt_long () returns for the option at @i is FIRST_VALUE + @i. */
#define FIRST_VALUE 256

static struct option *
make_getopt_table (const Option *options)
{
  GArray *table = g_array_new (TRUE, TRUE, sizeof (struct option));

  for (guint i = 0; options[i].name != NULL; i++)
    {
      struct option row
          = { options[i].name, options[i].kind == OPTION_FLAG ? no_argument : required_argument,
              NULL, FIRST_VALUE + (int) i };
      g_array_append_val (table, row);
    }
  return (struct option *) g_array_free (table, FALSE);
}

int
options_parse (const Option *options, int argc, char **argv)
{
  g_autofree struct option *table = make_getopt_table (options);
  int value;

  opterr = 1;
  optind = 1;
  while ((value = getopt_long (argc, argv, "", table, NULL)) != -1)
    {
      const Option *option = &options[value - FIRST_VALUE];
      if (value < FIRST_VALUE)
        return -1;
      if (option->kind == OPTION_FLAG)
        *(gboolean *) option->value = TRUE;
      else
        *(const char **) option->value = optarg;
    }
  return optind;
}
