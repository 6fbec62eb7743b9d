/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "cli/checker.h"
#include "cli/sender.h"
#include "sender_server.h"
#include "cli/text.h"
#include "sender_query.h"
#include "spf.h"
#include "wire/json.h"

#define DEADLINE_SECONDS 20 /* RFC 7208 4.6.4: at least 20 seconds */

static gboolean
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* The loop of run.c for a single question. */
static void
evaluate (Sources *sources, const SpfInput *input, SpfVerdict *ret_verdict)
{
  gboolean expired = FALSE;
  g_autoptr (Evidence) evidence = evidence_new (sources, NULL, NULL);
  guint timer = g_timeout_add_seconds (DEADLINE_SECONDS, set_true, &expired);

  while (spf_check_host (evidence, input, ret_verdict) == ANSWER_PENDING)
    {
      if (!evidence_fetch (evidence))
        g_main_context_iteration (NULL, TRUE);
      if (expired)
        {
          *ret_verdict = (SpfVerdict){ .result = SPF_RESULT_TEMPERROR, .why = "deadline" };
          return;
        }
    }
  g_source_remove (timer);
}

static void
print_json (const SpfVerdict *verdict)
{
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *printed = NULL;

  cJSON_AddStringToObject (object, "result", spf_result_name (verdict->result));
  json_add_string (object, "explanation", verdict->explanation != NULL ? verdict->explanation : "");
  if (verdict->domain != NULL)
    json_add_string (object, "domain", verdict->domain);
  if (verdict->record != NULL)
    {
      json_add_string (object, "record", verdict->record);
      cJSON_AddNumberToObject (object, "start", (double) verdict->fault_start);
      cJSON_AddNumberToObject (object, "length", (double) verdict->fault_length);
    }
  if (verdict->problem != SPF_PROBLEM_NONE)
    cJSON_AddStringToObject (object, "problem", spf_problem_name (verdict->problem));
  if (verdict->fault != NULL)
    cJSON_AddStringToObject (object, "fault", verdict->fault);
  if (verdict->result == SPF_RESULT_TEMPERROR && verdict->why != NULL)
    cJSON_AddStringToObject (object, "why", verdict->why);
  cJSON_AddNumberToObject (object, "lookups", verdict->lookups);
  cJSON_AddNumberToObject (object, "void_lookups", verdict->void_lookups);
  printed = json_print (object);
  puts (printed);
}

static void
print_text (const SpfVerdict *verdict)
{
  g_autofree char *key = g_strconcat ("cli_spf_", spf_result_name (verdict->result), NULL);

  puts (text (key));
  if (verdict->record != NULL)
    printf ("%s: %s\n", verdict->domain, verdict->record);
  if (verdict->explanation != NULL)
    puts (verdict->explanation);
}

ExitStatus
sender_spf (const SenderRequest *request)
{
  SpfInput input = { .mail_from = request->mail_from != NULL ? request->mail_from : "",
                     .helo = request->helo != NULL ? request->helo : "" };
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  g_autoptr (PolicyInForce) in_force = NULL;
  g_autoptr (Resolver) resolver = NULL;
  Sources sources;

  if (request->ip == NULL || !sender_read_ip (request->ip, input.address, &input.six))
    return command_refuse ("sender", "cli_error_ip", "value",
                           request->ip != NULL ? request->ip : "", NULL);
  if (*input.mail_from == '\0' && *input.helo == '\0')
    return command_refuse ("sender", "cli_error_spf_sender", NULL);
  in_force = sender_load_policy ();
  if (!checker_open_resolver ("sender", request->resolver, in_force->policy, &resolver))
    return EXIT_UNUSABLE;
  sources_init (&sources);
  sources.resolver = resolver;
  evaluate (&sources, &input, &verdict);
  if (request->json)
    print_json (&verdict);
  else
    print_text (&verdict);
  return EXIT_OK;
}
