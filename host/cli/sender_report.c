/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "cli/sender.h"
#include "cli/sender_text.h"
#include "mail/reserved_domain.h"
#include "sender_report.h"
#include "wire/json.h"

#define DEADLINE_MS 20000 /* as for `lastmile sender spf` */

static cJSON *
point_to_json (const SenderPoint *point)
{
  cJSON *object = cJSON_CreateObject (), *params;
  g_autofree char *code = g_strdup_printf ("sender_%s_%s", point->area, point->outcome);

  cJSON_AddStringToObject (object, "code", code);
  cJSON_AddStringToObject (object, "state", point_state_name (point->state));
  if (point->variant != NULL)
    cJSON_AddStringToObject (object, "variant", point->variant);
  if (point->why != NULL)
    cJSON_AddStringToObject (object, "why", point->why);
  params = cJSON_AddObjectToObject (object, "params");
  for (guint i = 0; i < point->params->len; i += 2)
    if (!cJSON_HasObjectItem (params, point->params->pdata[i]))
      json_add_string (params, point->params->pdata[i], point->params->pdata[i + 1]);
  return object;
}

static double
rounded (double value)
{
  return round (value * 10) / 10;
}

static void
print_json (const SenderReport *report, const char *domain)
{
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *printed = NULL;
  cJSON *list;

  json_add_string (object, "domain", domain);
  if (report->score < 0)
    cJSON_AddNullToObject (object, "score");
  else
    cJSON_AddNumberToObject (object, "score", rounded (report->score));
  list = cJSON_AddArrayToObject (object, "parts");
  for (guint i = 0; i < report->parts->len; i++)
    {
      const SenderScore *part = &g_array_index (report->parts, SenderScore, i);
      cJSON *item = cJSON_CreateObject ();
      cJSON_AddStringToObject (item, "area", part->area);
      cJSON_AddNumberToObject (item, "got", part->got);
      cJSON_AddNumberToObject (item, "of", part->of);
      cJSON_AddItemToArray (list, item);
    }
  list = cJSON_AddArrayToObject (object, "points");
  for (guint i = 0; i < report->points->len; i++)
    cJSON_AddItemToArray (list, point_to_json (report->points->pdata[i]));
  printed = json_print (object);
  puts (printed);
}

static gboolean
has_fault (const SenderReport *report)
{
  for (guint i = 0; i < report->points->len; i++)
    if (((const SenderPoint *) report->points->pdata[i])->state == POINT_FAULT)
      return TRUE;
  return FALSE;
}

/* Appends each of the addresses that commas part; the text of the first that is none, or NULL. */
static const char *
read_servers (char **addresses, GArray *servers)
{
  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      SenderServer server = { .text = addresses[i] };
      if (!sender_read_ip (addresses[i], server.address, &server.six))
        return addresses[i];
      g_array_append_val (servers, server);
    }
  return NULL;
}

/* Why @from is nobody whose domain can be judged (a key of a text), or NULL. */
static const char *
find_refusal (const Address *from)
{
  if (from->ascii_domain == NULL || from->faults->len > 0)
    return "cli_error_sender_domain";
  if (from->is_free_mail)
    return "cli_error_sender_free_mail";
  return reserved_domain_find (from->ascii_domain) != NULL ? "cli_error_sender_reserved" : NULL;
}

static Message *
message_from (const char *domain_or_address)
{
  g_autofree char *address = strchr (domain_or_address, '@') != NULL
                                 ? g_strdup (domain_or_address)
                                 : g_strconcat ("postmaster@", domain_or_address, NULL);
  Message *message = message_new ();

  message->from = address_read (address);
  return message;
}

ExitStatus
sender_report (const SenderRequest *request, const char *domain_or_address)
{
  g_autoptr (Message) message = NULL;
  g_autoptr (GArray) servers = g_array_new (FALSE, FALSE, sizeof (SenderServer));
  g_auto (GStrv) addresses = request->ip != NULL ? g_strsplit (request->ip, ",", -1) : NULL;
  g_autoptr (Resolver) resolver = NULL;
  g_autoptr (SenderReport) report = NULL;
  const char *wrong = read_servers (addresses, servers), *refusal;
  SenderQuery query = { .selector = request->selector, .servers = servers };
  Sources sources;

  if (wrong != NULL)
    return command_refuse ("sender", "cli_error_ip", "value", wrong, NULL);
  if (!g_utf8_validate (domain_or_address, -1, NULL))
    return command_refuse ("sender", "cli_error_sender", NULL);
  message = message_from (domain_or_address);
  refusal = find_refusal (message->from);
  if (refusal != NULL)
    return command_refuse ("sender", refusal, "value", domain_or_address, NULL);
  if (!sender_open_resolver (request, &resolver))
    return EXIT_UNUSABLE;
  query.message = message;
  sources_init (&sources);
  sources.resolver = resolver;
  report = sender_report_make (&sources, &query, DEADLINE_MS);
  if (request->json)
    print_json (report, message->from->ascii_domain);
  else
    sender_text_print (report, message->from->domain);
  return has_fault (report) ? EXIT_FINDINGS : EXIT_OK;
}
