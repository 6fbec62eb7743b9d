/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "cli/checker.h"
#include "cli/sender.h"
#include "cli/sender_text.h"
#include "mail/server_name.h"
#include "sender_history.h"
#include "sender_inquiry.h"
#include "sender_server.h"
#include "store.h"
#include "wire/sender_json.h"

static void
print_json (const SenderReport *report)
{
  g_autoptr (cJSON) object = sender_report_to_json (report);
  g_autofree char *printed = json_print (object);

  puts (printed);
}

/* Without it the report is whole, but says nothing of before. */
static void
note_history (Store *store, const Policy *policy, SenderReport *report)
{
  g_autoptr (GError) error = NULL;

  sender_history_note (store, policy, 0, report, &error);
  if (error != NULL)
    sender_history_failed (error);
}

/* Adds each of the addresses that commas part; the text of the first that is none, or NULL. */
static const char *
add_servers (char **addresses, SenderQuery *query)
{
  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      guint8 address[16];
      gboolean six;

      if (!sender_read_ip (addresses[i], address, &six))
        return addresses[i];
      sender_query_add_server (query, addresses[i]);
    }
  return NULL;
}

/* RFC 6376 3.1: labels of a domain; with the underscore that is found in practice. */
static gboolean
is_selector (const char *text)
{
  return *text != '\0'
         && strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.") == strlen (text);
}

ExitStatus
sender_report (const SenderRequest *request, const char *domain_or_address)
{
  g_autoptr (SenderQuery) query = NULL;
  g_auto (GStrv) addresses = request->ip != NULL ? g_strsplit (request->ip, ",", -1) : NULL;
  g_autoptr (PolicyInForce) in_force = NULL;
  g_autoptr (Resolver) resolver = NULL;
  g_autoptr (Store) store = NULL;
  g_autoptr (SenderReport) report = NULL;
  const char *wrong;
  Sources sources;

  if (!g_utf8_validate (domain_or_address, -1, NULL))
    return command_refuse ("sender", "cli_error_sender", NULL);
  if (request->selector != NULL && !is_selector (request->selector))
    return command_refuse ("sender", "cli_error_selector", "value", request->selector, NULL);
  query = sender_query_new (domain_or_address, request->selector);
  if (query == NULL)
    return command_refuse ("sender", "cli_error_sender_domain", "value", domain_or_address, NULL);
  wrong = add_servers (addresses, query);
  if (wrong != NULL)
    return command_refuse ("sender", "cli_error_ip", "value", wrong, NULL);
  if (!sender_read_outgoing (request, &query->outgoing))
    return EXIT_UNUSABLE;
  if (query->outgoing.host != NULL && !server_name_is_internal (query->outgoing.host)
      && !server_name_is_loopback (query->outgoing.host))
    sender_query_add_server (query, query->outgoing.host);
  in_force = sender_load_policy ();
  sender_query_follow (query, in_force->policy);
  if (!checker_open_resolver ("sender", request->resolver, in_force->policy, &resolver))
    return EXIT_UNUSABLE;
  sources_init (&sources);
  sources.resolver = resolver;
  sources.store = store = store_open (NULL);
  report = sender_inquiry_run (&sources, g_steal_pointer (&query), SENDER_DEADLINE_MS);
  note_history (store, in_force->policy, report);
  if (request->json)
    print_json (report);
  else
    sender_text_print (report);
  return sender_report_has_fault (report) ? EXIT_FINDINGS : EXIT_OK;
}
