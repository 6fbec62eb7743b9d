/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <unistd.h>
#include "cli/checker.h"
#include "cli/command.h"
#include "cli/line_reader.h"
#include "cli/options.h"
#include "wire/message_json.h"
#include "wire/report_json.h"

static gboolean json;
static const char *fail_on = "warning";
static Contact facts;
static CheckerOptions checker_options;

static const Option options[] = {
  { "json", OPTION_FLAG, &json, NULL },
  { "offline", OPTION_FLAG, &checker_options.offline, NULL },
  { "name", OPTION_STRING, &facts.name, "NAME" },
  { "country", OPTION_STRING, &facts.country, "COUNTRY" },
  { "org", OPTION_STRING, &facts.organisation, "COMPANY" },
  { "phone", OPTION_STRING, &facts.phone, "NUMBER" },
  { "fail-on", OPTION_STRING, &fail_on, "SEVERITY" },
  { "policy", OPTION_STRING, &checker_options.policy_file, "FILE" },
  { "data", OPTION_STRING, &checker_options.data_dir, "FOLDER" },
  { "resolver", OPTION_STRING, &checker_options.resolver, "ADDRESS:PORT" },
  { "no-store", OPTION_FLAG, &checker_options.no_store, NULL },
  { NULL },
};

static char *
best_reading (const Message *message)
{
  GString *reading = g_string_new (NULL);

  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Address *address
          = ((const Recipient *) g_ptr_array_index (message->recipients, i))->address;
      if (i > 0)
        g_string_append (reading, ", ");
      g_string_append (reading, address->repaired != NULL ? address->repaired : address->text);
    }
  return g_string_free (reading, FALSE);
}

static Severity
check_recipient (Checker *checker, const char *input)
{
  g_autoptr (Message) message = message_new ();
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autoptr (Run) run = NULL;
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  const Findings *findings;
  Severity verdict;
  cJSON *list;

  message_add_recipient (message, FIELD_TO, 0, input, &facts);
  for (guint i = 0; i < message->recipients->len; i++)
    {
      Recipient *recipient = g_ptr_array_index (message->recipients, i);
      if (recipient->address->display_name == NULL)
        recipient->address->display_name = g_strdup (facts.name);
    }
  run = checker_run (checker, message);
  findings = run_findings (run);
  verdict = findings_verdict (findings);
  address = best_reading (message);
  json_add_string (object, "input", input);
  json_add_string (object, "address", address);
  cJSON_AddStringToObject (object, "verdict", verdict_name (verdict));
  list = cJSON_AddArrayToObject (object, "findings");
  for (guint i = 0; i < findings_length (findings); i++)
    cJSON_AddItemToArray (list, finding_to_json (findings_get (findings, i)));
  text = json_print (object);
  puts (text);
  return verdict;
}

static void
raise_severity (Severity *worst, Severity severity)
{
  *worst = MAX (*worst, severity);
}

static void
refuse (const char *line, gsize length, const char *why)
{
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *input = g_utf8_make_valid (line, (gssize) length);
  g_autofree char *text = NULL;

  json_add_string (object, "input", input);
  cJSON_AddStringToObject (object, "verdict", "error");
  cJSON_AddStringToObject (object, "error", why);
  cJSON_AddArrayToObject (object, "findings");
  text = json_print (object);
  puts (text);
}

static const char *
fault_of (LineState state, const char *line, gsize length)
{
  if (state == LINE_TOO_LONG)
    return "too_long";
  if (memchr (line, '\0', length) != NULL)
    return "nul";
  if (!g_utf8_validate (line, (gssize) length, NULL))
    return "not_utf8";
  if (g_utf8_strlen (line, (gssize) length) > JSON_MAX_RECIPIENT_LENGTH)
    return "too_long";
  return *line == '\0' ? "empty" : NULL;
}

int
command_check (int argc, char **argv)
{
  g_autoptr (Checker) checker = NULL;
  int first = options_parse (options, argc, argv);
  int severity = severity_from_name (fail_on);
  Severity worst = SEVERITY_OFF;
  gboolean unusable = FALSE;

  if (first < 0 || first == argc || severity <= SEVERITY_OFF)
    return EXIT_UNUSABLE;
  checker = checker_new (&checker_options);
  checker_leave_out (checker, "sender");
  for (int i = first; i < argc; i++)
    {
      g_autoptr (LineReader) reader = NULL;
      LineState state;
      const char *why;
      char *line;
      gsize length;

      if (strcmp (argv[i], "-") != 0)
        {
          why = fault_of (LINE_WHOLE, argv[i], strlen (argv[i]));
          if (why == NULL)
            raise_severity (&worst, check_recipient (checker, argv[i]));
          else
            refuse (argv[i], strlen (argv[i]), why);
          unusable |= why != NULL;
          continue;
        }
      reader = line_reader_new (STDIN_FILENO, stdout);
      while ((state = line_reader_next (reader, &line, &length)) == LINE_WHOLE
             || state == LINE_TOO_LONG)
        {
          why = fault_of (state, line, length);
          if (why == NULL)
            raise_severity (&worst, check_recipient (checker, line));
          else
            refuse (line, length, why);
          unusable |= why != NULL;
        }
    }
  if (unusable)
    return EXIT_UNUSABLE;
  return worst >= (Severity) severity ? EXIT_FINDINGS : EXIT_OK;
}
