/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/check_job.h"
#include "cli/command.h"
#include "cli/text.h"
#include "store_journal.h"

static gboolean json;
static gboolean all;
static const char *fail_on = "warning";
static const char *csv_file;
static const char *list_channel;
static const char *message_file;
static Contact facts;
static CheckerOptions checker_options;

const Option check_options[] = {
  { "json", OPTION_FLAG, &json, NULL },
  { "all", OPTION_FLAG, &all, NULL },
  { "fail-on", OPTION_STRING, &fail_on, "SEVERITY" },
  { "name", OPTION_STRING, &facts.name, "NAME" },
  { "org", OPTION_STRING, &facts.organisation, "COMPANY" },
  { "country", OPTION_STRING, &facts.country, "COUNTRY" },
  { "phone", OPTION_STRING, &facts.phone, "NUMBER" },
  { "csv", OPTION_PATH, &csv_file, "FILE|-" },
  { "list-channel", OPTION_STRING, &list_channel, "CHANNEL" },
  { "message", OPTION_PATH, &message_file, "FILE|-" },
  { "prefs", OPTION_PATH, &checker_options.profile, "PROFILE" },
  { "offline", OPTION_FLAG, &checker_options.offline, NULL },
  { "policy", OPTION_PATH, &checker_options.policy_file, "FILE" },
  { "data", OPTION_PATH, &checker_options.data_dir, "FOLDER" },
  { "resolver", OPTION_STRING, &checker_options.resolver, "ADDRESS:PORT" },
  { "no-store", OPTION_FLAG, &checker_options.no_store, NULL },
  { NULL },
};

/* Recipients alone have no sender: nothing about this machine's outgoing server is told with them.
 */
static void
check_recipients (CheckJob *job, char **operands)
{
  for (; *operands != NULL; operands++)
    if (strcmp (*operands, "-") == 0)
      check_job_lines (job, STDIN_FILENO, &facts);
    else
      check_job_recipient (job, *operands, strlen (*operands), &facts);
}

static void
check_all (CheckJob *job, char **operands, GPtrArray *list_keys)
{
  if (csv_file != NULL)
    check_job_csv (job, csv_file, &facts, list_keys);
  else if (message_file != NULL)
    check_job_message (job, message_file);
  else if (checker_options.profile != NULL)
    check_job_profile (job, checker_options.profile);
  else
    check_recipients (job, operands);
}

/* The list says where its addresses are from. FALSE after having told what failed. */
static gboolean
remember_channel (const GPtrArray *keys)
{
  g_autoptr (Store) store = store_open (checker_options.data_dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (store_set_channel (store, keys, list_channel, CHANNEL_FROM_LIST, &error))
    return TRUE;
  said = text_fill ("cli_journal_failed", "text", error->message, NULL);
  fprintf (stderr, "lastmile: %s\n", said);
  return FALSE;
}

/* NULL if the arguments can be used together, otherwise the key of what to say. */
static const char *
fault_of_arguments (guint n_operands)
{
  const char *files[] = { csv_file, message_file };
  guint n_ways = n_operands > 0;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    n_ways += files[i] != NULL;
  /* A profile beside a message tells what the message goes out through. */
  n_ways += checker_options.profile != NULL && message_file == NULL;
  if (list_channel != NULL && (csv_file == NULL || checker_options.no_store))
    return "cli_error_list_channel";
  if (n_ways == 0)
    return "cli_error_nothing_to_check";
  return n_ways > 1 ? "cli_error_one_input" : NULL;
}

ExitStatus
command_check (int argc, char **argv)
{
  g_autoptr (Checker) checker = NULL;
  g_autoptr (GPtrArray) list_keys = g_ptr_array_new_with_free_func (g_free);
  CheckJob job = { .target = { stdout, FALSE } };
  int first = options_parse (check_options, argc, argv);
  int lowest = severity_from_name (fail_on);
  const char *fault;

  if (first < 0)
    return EXIT_UNUSABLE;
  if (lowest <= SEVERITY_OFF)
    return command_refuse ("check", "cli_error_severity", "value", fail_on, NULL);
  fault = fault_of_arguments ((guint) (argc - first));
  if (fault != NULL)
    return command_refuse ("check", fault, NULL);
  job.print = json ? answer_print_json : answer_print_text;
  job.target.all = all;
  checker = checker_new (&checker_options);
  if (checker == NULL)
    return EXIT_UNUSABLE;
  if (first < argc || csv_file != NULL) /* recipients alone have no sender and no outgoing server */
    checker_leave_out (checker, "sender");
  check_job_begin (&job, checker);
  check_all (&job, argv + first, list_keys);
  check_job_end (&job);
  if (list_channel != NULL && !remember_channel (list_keys))
    return EXIT_UNUSABLE;
  if (fflush (stdout) != 0 || job.unusable)
    return EXIT_UNUSABLE;
  return job.worst >= (Severity) lowest ? EXIT_FINDINGS : EXIT_OK;
}
