/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <string.h>
#include "evidence/dns.h"
#include "knowledge/smtp_provider.h"
#include "knowledge/spf_include.h"
#include "sender_server.h"

gboolean
sender_read_ip (const char *text, guint8 address[16], gboolean *ret_six)
{
  struct in6_addr six;

  *ret_six = FALSE;
  if (inet_pton (AF_INET, text, address) == 1)
    return TRUE;
  if (inet_pton (AF_INET6, text, &six) != 1)
    return FALSE;
  *ret_six = !IN6_IS_ADDR_V4MAPPED (&six);
  if (*ret_six)
    memcpy (address, six.s6_addr, 16);
  else
    memcpy (address, six.s6_addr + 12, 4);
  return TRUE;
}

gboolean
sender_server_is_provider (const char *server)
{
  return spf_includes_of_server (server) != NULL || smtp_provider_of_host (server) != NULL;
}

static void
add_address (GArray *addresses, const guint8 *address, gboolean six)
{
  SenderServer server = { .six = six };

  memcpy (server.address, address, six ? 16 : 4);
  inet_ntop (six ? AF_INET6 : AF_INET, address, server.text, sizeof server.text);
  g_array_append_val (addresses, server);
}

AnswerState
sender_server_find (Evidence *evidence, const char *server, GArray *addresses)
{
  static const DnsType types[] = { DNS_A, DNS_AAAA };
  AnswerState unsure = ANSWER_KNOWN;
  guint before = addresses->len;
  guint8 literal[16];
  gboolean six;

  if (sender_read_ip (server, literal, &six))
    {
      add_address (addresses, literal, six);
      return ANSWER_KNOWN;
    }
  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      const DnsAnswer *answer;
      AnswerState state = dns_ask (evidence, types[t], server, &answer);

      if (state != ANSWER_KNOWN)
        unsure = unsure == ANSWER_PENDING ? unsure : state;
      for (guint i = 0; state == ANSWER_KNOWN && i < answer->records->len; i++)
        add_address (addresses, dns_answer_record (answer, i)->address, types[t] == DNS_AAAA);
    }
  return unsure == ANSWER_PENDING || addresses->len == before ? unsure : ANSWER_KNOWN;
}
