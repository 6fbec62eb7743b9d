/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include "knowledge/parking_mail_host.h"
#include "mail_route.h"
#include "mail/ip_range.h"

/* Mail servers of one domain that are looked at, by preference; no sender tries more. */
#define MAX_SERVERS 64
#define SERVERS_AT_ONCE 8 /* most domains have fewer */

typedef enum
{
  REACH_NONE,    /* no address */
  REACH_PRIVATE, /* none that the public can reach */
  REACH_PUBLIC,
} Reach;

static Reach
reach_of (const DnsAnswer *answer, DnsType type)
{
  Reach reach = REACH_NONE;

  for (guint i = 0; i < answer->records->len; i++)
    {
      const guint8 *address = dns_answer_record (answer, i)->address;
      gboolean public = type == DNS_A ? ip4_is_public (address) : ip6_is_public (address);
      reach = MAX (reach, public ? REACH_PUBLIC : REACH_PRIVATE);
    }
  return reach;
}

/* The best that the hosts' addresses of one type give. All of them are asked for before any is
 * waited for. */
static AnswerState
reach_hosts (Evidence *evidence, DnsType type, const char *const *hosts, guint n_hosts,
             Reach *reach)
{
  AnswerState state = ANSWER_KNOWN;

  for (guint i = 0; i < n_hosts; i++)
    {
      const DnsAnswer *answer;
      AnswerState one = dns_ask (evidence, type, hosts[i], &answer);
      if (one == ANSWER_KNOWN)
        *reach = MAX (*reach, reach_of (answer, type));
      else if (state != ANSWER_PENDING)
        state = one;
    }
  return *reach == REACH_PUBLIC ? ANSWER_KNOWN : state;
}

/* Raises *reach to the best of these hosts. */
static AnswerState
reach_any (Evidence *evidence, const char *const *hosts, guint n_hosts, Reach *reach)
{
  AnswerState state = reach_hosts (evidence, DNS_A, hosts, n_hosts, reach);

  if (state == ANSWER_PENDING || *reach == REACH_PUBLIC)
    return state;
  if (state == ANSWER_UNAVAILABLE)
    {
      AnswerState six = reach_hosts (evidence, DNS_AAAA, hosts, n_hosts, reach);
      return *reach == REACH_PUBLIC || six == ANSWER_PENDING ? six : state;
    }
  return reach_hosts (evidence, DNS_AAAA, hosts, n_hosts, reach);
}

/* A few at a time, as long as none is found: a domain that is in order costs few questions, and one
 * whose first servers are gone is not said to have none. */
static AnswerState
reach_one (Evidence *evidence, const char *const *hosts, guint n_hosts, Reach *reach)
{
  AnswerState state = ANSWER_KNOWN;

  for (guint i = 0; i < n_hosts; i += SERVERS_AT_ONCE)
    {
      AnswerState some = reach_any (evidence, &hosts[i], MIN (SERVERS_AT_ONCE, n_hosts - i), reach);
      if (some == ANSWER_PENDING || *reach == REACH_PUBLIC)
        return some;
      if (some == ANSWER_UNAVAILABLE)
        state = some;
    }
  return state;
}

static gboolean
is_ip_name (const char *name)
{
  struct in_addr four;
  return inet_pton (AF_INET, name, &four) == 1;
}

static AnswerState
route_by_mx (Evidence *evidence, const DnsAnswer *mx, MailRoute *ret_route, const char **ret_server)
{
  const char *hosts[MAX_SERVERS];
  guint n_hosts = 0, n_ip_names = 0;
  Reach reach = REACH_NONE;
  AnswerState state;

  for (guint i = 0; i < mx->records->len && n_hosts < MAX_SERVERS; i++)
    {
      const char *name = dns_answer_record (mx, i)->name;
      if (*name == '\0')
        continue; /* a null MX beside others says nothing (RFC 7505 3) */
      if (n_hosts + n_ip_names == 0)
        *ret_server = name;
      if (is_ip_name (name))
        n_ip_names++;
      else
        hosts[n_hosts++] = name;
    }
  if (n_hosts + n_ip_names == 0)
    {
      *ret_route = ROUTE_NULL_MX;
      return ANSWER_KNOWN;
    }
  state = reach_one (evidence, hosts, n_hosts, &reach);
  *ret_route = reach == REACH_PUBLIC    ? ROUTE_OPEN
               : n_ip_names > 0         ? ROUTE_IP_NAME
               : reach == REACH_PRIVATE ? ROUTE_PRIVATE
                                        : ROUTE_DANGLING;
  return state;
}

AnswerState
mail_route (Evidence *evidence, const char *domain, MailRoute *ret_route, const char **ret_server)
{
  const DnsAnswer *mx;
  AnswerState state = dns_ask (evidence, DNS_MX, domain, &mx);
  Reach reach = REACH_NONE;

  *ret_server = NULL;
  if (state != ANSWER_KNOWN)
    return state;
  if (mx->status == DNS_NXDOMAIN)
    {
      *ret_route = ROUTE_NO_DOMAIN;
      return ANSWER_KNOWN;
    }
  if (mx->status == DNS_FOUND)
    return route_by_mx (evidence, mx, ret_route, ret_server);
  state = reach_any (evidence, &domain, 1, &reach); /* the implicit MX */
  *ret_route = reach == REACH_PUBLIC    ? ROUTE_OPEN
               : reach == REACH_PRIVATE ? ROUTE_PRIVATE
                                        : ROUTE_NO_SERVER;
  return state;
}

AnswerState
mail_route_is_parked (Evidence *evidence, const char *domain, gboolean *ret_parked,
                      const char **ret_server)
{
  const DnsAnswer *mx;
  AnswerState state = dns_ask (evidence, DNS_MX, domain, &mx);

  if (state != ANSWER_KNOWN)
    return state;
  *ret_parked = mx->records->len > 0;
  for (guint i = 0; i < mx->records->len && *ret_parked; i++)
    *ret_parked = parking_mail_host (dns_answer_record (mx, i)->name);
  *ret_server = *ret_parked ? dns_answer_record (mx, 0)->name : NULL;
  return state;
}

/* --- Who takes it --- */

MailServer *
mail_server_new (const char *name)
{
  MailServer *server = g_new0 (MailServer, 1);

  server->name = g_strdup (name);
  server->addresses = g_ptr_array_new_with_free_func (g_free);
  return server;
}

void
mail_server_free (MailServer *server)
{
  g_free (server->name);
  g_ptr_array_unref (server->addresses);
  g_free (server);
}

static void
add_addresses (MailServer *server, DnsType type, const DnsAnswer *answer)
{
  for (guint i = 0; i < answer->records->len; i++)
    {
      const guint8 *address = dns_answer_record (answer, i)->address;
      char text[INET6_ADDRSTRLEN];

      if (server->addresses->len < MAIL_SERVER_MAX_ADDRESSES
          && (type == DNS_A ? ip4_is_public (address) : ip6_is_public (address))
          && inet_ntop (type == DNS_A ? AF_INET : AF_INET6, address, text, sizeof text) != NULL)
        g_ptr_array_add (server->addresses, g_strdup (text));
    }
}

/* All of @hosts are waited for, since the order is to be kept; one whose addresses could not be had
 * is left out. UNAVAILABLE: that was each. */
static AnswerState
find_servers (Evidence *evidence, DnsType type, const char *const *hosts, guint n_hosts,
              GPtrArray *servers)
{
  AnswerState state = ANSWER_ABSENT;

  for (guint i = 0; i < n_hosts; i++)
    {
      const DnsAnswer *answer;
      AnswerState one = dns_ask (evidence, type, hosts[i], &answer);

      if (one == ANSWER_KNOWN)
        {
          MailServer *server = mail_server_new (hosts[i]);
          g_ptr_array_add (servers, server);
          add_addresses (server, type, answer);
          if (server->addresses->len == 0)
            g_ptr_array_set_size (servers, (gint) servers->len - 1);
        }
      else if (state != ANSWER_PENDING)
        state = one;
    }
  return state == ANSWER_PENDING || servers->len == 0 ? state : ANSWER_KNOWN;
}

/* Not null MX, not IP addresses: what is left to be asked. */
static guint
hosts_of_mx (const DnsAnswer *mx, const char **hosts)
{
  guint n_hosts = 0;

  for (guint i = 0; i < mx->records->len && n_hosts < MAIL_ROUTE_MAX_SERVERS; i++)
    {
      const char *name = dns_answer_record (mx, i)->name;
      if (*name != '\0' && !is_ip_name (name))
        hosts[n_hosts++] = name;
    }
  return n_hosts;
}

AnswerState
mail_route_servers (Evidence *evidence, const char *domain, GPtrArray **ret_servers)
{
  g_autoptr (GPtrArray) servers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mail_server_free);
  const char *hosts[MAIL_ROUTE_MAX_SERVERS] = { domain };
  const DnsAnswer *mx;
  AnswerState state = dns_ask (evidence, DNS_MX, domain, &mx), six;
  guint n_hosts = 1;

  if (state != ANSWER_KNOWN)
    return state;
  if (mx->status == DNS_NXDOMAIN)
    return ANSWER_ABSENT;
  if (mx->status == DNS_FOUND)
    n_hosts = hosts_of_mx (mx, hosts);
  state = find_servers (evidence, DNS_A, hosts, n_hosts, servers);
  if (state == ANSWER_PENDING || (state == ANSWER_ABSENT && n_hosts == 0))
    return state;
  if (state != ANSWER_KNOWN)
    {
      six = find_servers (evidence, DNS_AAAA, hosts, n_hosts, servers);
      state = six == ANSWER_ABSENT ? state : six;
    }
  if (state == ANSWER_KNOWN)
    *ret_servers = g_steal_pointer (&servers);
  return state;
}
