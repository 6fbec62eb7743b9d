/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_query.h"

SenderQuery *
sender_query_new (const char *sender, const char *selector)
{
  g_autofree char *address = strchr (sender, '@') != NULL
                                 ? g_strdup (sender)
                                 : g_strconcat ("postmaster@", sender, NULL);
  g_autoptr (Address) from = address_read (address);
  SenderQuery *query;

  if (from->ascii_domain == NULL || from->faults->len > 0)
    return NULL;
  query = g_new0 (SenderQuery, 1);
  query->message = message_new ();
  query->message->from = g_steal_pointer (&from);
  query->selector = g_strdup (selector);
  query->servers = g_ptr_array_new_with_free_func (g_free);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    query->blocklists[kind] = blocklist_defaults (kind);
  return query;
}

void
sender_query_add_server (SenderQuery *query, const char *server)
{
  g_ptr_array_add (query->servers, g_strdup (server));
}

void
sender_query_follow (SenderQuery *query, const Policy *policy)
{
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    {
      g_ptr_array_unref (query->blocklists[kind]);
      query->blocklists[kind] = g_ptr_array_ref (policy->blocklists[kind]);
    }
  if (query->outgoing.ca_file == NULL)
    query->outgoing.ca_file = g_strdup (policy->ca_file);
}

void
sender_query_free (SenderQuery *query)
{
  if (query == NULL)
    return;
  message_free (query->message);
  g_free (query->selector);
  g_ptr_array_unref (query->servers);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    g_ptr_array_unref (query->blocklists[kind]);
  outgoing_question_clear (&query->outgoing);
  g_free (query);
}
