/* SPDX-License-Identifier: MPL-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/text.h"

#define HELP_COLUMN 26 /* where what an option does begins */

ExitStatus
command_refuse (const char *command, const char *key, ...)
{
  g_autofree char *said = NULL;
  g_autofree char *hint = NULL;
  va_list arguments;

  va_start (arguments, key);
  said = text_fill_valist (key, arguments);
  va_end (arguments);
  hint = text_fill (command != NULL ? "cli_error_see_command" : "cli_error_see", "command", command,
                    NULL);
  fprintf (stderr, "lastmile: %s\n%s\n", said, hint);
  return EXIT_UNUSABLE;
}

static void
print_row (const char *term, const char *meaning)
{
  GString *row = g_string_new (NULL);

  g_string_append_printf (row, "  %s", term);
  if (row->len >= HELP_COLUMN)
    g_string_append_printf (row, "\n%*s", HELP_COLUMN, "");
  else
    while (row->len < HELP_COLUMN)
      g_string_append_c (row, ' ');
  layout_wrap (row, meaning, HELP_COLUMN, layout_width (stdout));
  puts (row->str);
  g_string_free (row, TRUE);
}

static void
print_options (const Option *options)
{
  for (; options->name != NULL; options++)
    {
      g_autofree char *term = g_strconcat (
          "--", options->name, options->argument != NULL ? " " : "", options->argument, NULL);
      g_autofree char *key = option_text_key (options);
      print_row (term, text (key));
    }
}

void
help_print_commands (const Command *commands, gsize n_commands)
{
  printf ("%s\n\n%s\n  lastmile %s\n\n%s\n", text ("cli_summary"), text ("cli_help_usage"),
          "COMMAND [OPTION...] [ARGUMENT...]", text ("cli_help_commands"));
  for (gsize i = 0; i < n_commands; i++)
    print_row (commands[i].name, text (commands[i].summary));
  print_row ("help [COMMAND]", text ("cli_help_summary"));
  printf ("\n%s\n", text ("cli_help_options"));
  print_options (common_options);
  print_row ("--version", text ("cli_option_version"));
}

void
help_print_command (const Command *command)
{
  printf ("%s\n\n%s\n  lastmile %s [OPTION...] %s\n\n%s\n", text (command->summary),
          text ("cli_help_usage"), command->name, command->arguments, text ("cli_help_options"));
  print_options (command->options);
  print_options (common_options);
}
