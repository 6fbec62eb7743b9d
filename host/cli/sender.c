/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/command.h"
#include "cli/policy_told.h"
#include "cli/sender.h"

static SenderRequest request;

const Option sender_options[] = {
  { "json", OPTION_FLAG, &request.json, NULL },
  { "resolver", OPTION_STRING, &request.resolver, "ADDRESS:PORT" },
  { "ip", OPTION_STRING, &request.ip, "ADDRESS" },
  { "selector", OPTION_STRING, &request.selector, "NAME" },
  { "smtp", OPTION_STRING, &request.smtp, "HOST:PORT" },
  { "security", OPTION_STRING, &request.security, "tls|starttls|none" },
  { "ca", OPTION_PATH, &request.ca, "FILE" },
  { "mail-from", OPTION_STRING, &request.mail_from, "ADDRESS" },
  { "helo", OPTION_STRING, &request.helo, "NAME" },
  { "history", OPTION_FLAG, &request.history, NULL },
  { "forget", OPTION_FLAG, &request.forget, NULL },
  { NULL },
};

PolicyInForce *
sender_load_policy (void)
{
  PolicySources sources;

  policy_sources_init (&sources);
  return policy_load_told ("sender", &sources, NULL);
}

ExitStatus
command_sender (int argc, char **argv)
{
  int first = options_parse (sender_options, argc, argv);

  if (first < 0)
    return EXIT_UNUSABLE;
  if (first == argc)
    return command_refuse ("sender", "cli_error_sender", NULL);
  if (first + 1 < argc)
    return command_refuse ("sender", "cli_error_argument", "argument", argv[first + 1], NULL);
  if (strcmp (argv[first], "spf") == 0)
    return sender_spf (&request);
  if (request.forget && request.history)
    return command_refuse ("sender", "cli_error_sender_forget", NULL);
  if (request.forget)
    return sender_forget_history (&request, argv[first]);
  return request.history ? sender_show_history (&request, argv[first])
                         : sender_report (&request, argv[first]);
}
