/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/server_name.h"
#include "sender_own_servers.h"

static gboolean
sends_from (Profile *profile, const char *identity, const char *domain)
{
  g_autofree char *email = profile_email (profile, identity, NULL);
  g_autoptr (Address) address = email != NULL ? address_read (email) : NULL;

  return address != NULL && g_strcmp0 (address->ascii_domain, domain) == 0;
}

/* The name of the server that the identity uses, as the DNS knows it; NULL if it knows none. */
static char *
public_server (Profile *profile, const char *identity)
{
  OutgoingServer *server = profile_outgoing_server (profile, identity, NULL);
  g_auto (ServerName) name = server_name_read (server != NULL ? server->hostname : NULL);

  if (server != NULL)
    outgoing_server_free (server);
  if (name.fault != SERVER_NAME_FINE || server_name_is_internal (name.host)
      || server_name_is_loopback (name.host))
    return NULL;
  return g_steal_pointer (&name.host);
}

static gboolean
has_server (const SenderQuery *query, const char *server)
{
  for (guint i = 0; i < query->servers->len; i++)
    if (strcmp (query->servers->pdata[i], server) == 0)
      return TRUE;
  return FALSE;
}

void
sender_add_own_servers (Profile *profile, SenderQuery *query)
{
  g_auto (GStrv) identities = profile_identities (profile, NULL);

  for (guint i = 0; identities != NULL && identities[i] != NULL; i++)
    if (query->servers->len < SENDER_MAX_SERVERS
        && sends_from (profile, identities[i], query->message->from->ascii_domain))
      {
        g_autofree char *server = public_server (profile, identities[i]);
        if (server != NULL && !has_server (query, server))
          sender_query_add_server (query, server);
      }
}
