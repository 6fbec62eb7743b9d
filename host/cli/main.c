/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "cli/text.h"

static const Command commands[] = {
  { "bounce", command_bounce, "cli_bounce_summary", "FILE|-...", bounce_options },
  { "check", command_check, "cli_check_summary", "ADDRESS...|-", check_options },
  { "sender", command_sender, "cli_sender_summary", "DOMAIN | ADDRESS | spf", sender_options },
  { "journal", command_journal, "cli_journal_summary",
    "list | stats | export FILE | import FILE | forget ADDRESS...", journal_options },
  { "review", command_review, "cli_review_summary",
    "list | show ADDRESS | request ADDRESS | confirm ADDRESS | refuse ADDRESS", review_options },
  { "doctor", command_doctor, "cli_doctor_summary", "", doctor_options },
  { "policy", command_policy, "cli_policy_summary", "check FILE | show", policy_options },
};

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (name, commands[i].name) == 0)
      return &commands[i];
  return NULL;
}

/* `lastmile help [COMMAND]` and `lastmile --help`. */
static ExitStatus
help (const char *name)
{
  const Command *command = name != NULL ? find_command (name) : NULL;

  if (name != NULL && command == NULL)
    return command_refuse (NULL, "cli_error_command", "command", name, NULL);
  if (command != NULL)
    help_print_command (command);
  else
    help_print_commands (commands, G_N_ELEMENTS (commands));
  return EXIT_OK;
}

/* --help and --lang are every command's; they are looked for before anything else, so that even a
 * complaint comes in the right language. FALSE if there is no such language. */
static gboolean
read_common_options (int argc, char **argv, gboolean *ret_help)
{
  const char *language = NULL;

  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    {
      if (strcmp (argv[i], "--help") == 0)
        *ret_help = TRUE;
      else if (g_str_has_prefix (argv[i], "--lang="))
        language = argv[i] + strlen ("--lang=");
      else if (strcmp (argv[i], "--lang") == 0 && i + 1 < argc)
        language = argv[++i];
    }
  return text_set_language (language);
}

/* The place of the command's name: --lang may stand before it. */
static int
find_name (int argc, char **argv)
{
  int at = 1;

  while (at < argc && g_str_has_prefix (argv[at], "--lang"))
    at += strcmp (argv[at], "--lang") == 0 ? 2 : 1;
  return MIN (at, argc);
}

static ExitStatus
run (int argc, char **argv)
{
  int at = find_name (argc, argv);
  const char *name = at < argc ? argv[at] : NULL;
  const Command *command = name != NULL ? find_command (name) : NULL;
  gboolean wants_help = FALSE;

  if (!read_common_options (argc, argv, &wants_help))
    return command_refuse (NULL, "cli_error_language", NULL);
  if (command != NULL && !wants_help)
    return command->run (argc - at, argv + at);
  if (command != NULL)
    return help (name);
  if (name != NULL && strcmp (name, "help") == 0)
    return help (at + 1 < argc && *argv[at + 1] != '-' ? argv[at + 1] : NULL);
  if (name != NULL && strcmp (name, "--version") == 0)
    {
      puts ("lastmile " LASTMILE_VERSION);
      return EXIT_OK;
    }
  if (wants_help)
    return help (NULL);
  return name == NULL ? command_refuse (NULL, "cli_error_no_command", NULL)
                      : command_refuse (NULL, "cli_error_command", "command", name, NULL);
}

int
main (int argc, char **argv)
{
  ExitStatus status = run (argc, argv);

  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  fprintf (stderr, "lastmile: %s\n", text ("cli_error_output"));
  return EXIT_UNUSABLE;
}
