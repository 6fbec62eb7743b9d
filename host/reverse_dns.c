/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dns.h"
#include "mail/reversed_address.h"
#include "reverse_dns.h"

#define MAX_NAMES 10 /* looked at; as RFC 7208 4.6.4 has it for ptr */

static gboolean
has_address (const DnsAnswer *answer, const guint8 *address, gsize length)
{
  for (guint i = 0; i < answer->records->len; i++)
    if (memcmp (dns_answer_record (answer, i)->address, address, length) == 0)
      return TRUE;
  return FALSE;
}

AnswerState
reverse_dns (Evidence *evidence, const guint8 *address, gboolean six, ReverseDns *ret_reverse,
             const char **ret_name)
{
  g_autofree char *reversed = reversed_address (address, six, six ? "ip6.arpa" : "in-addr.arpa");
  const DnsAnswer *names, *addresses;
  AnswerState state = dns_ask (evidence, DNS_PTR, reversed, &names), unsure = ANSWER_KNOWN;

  *ret_name = NULL;
  if (state != ANSWER_KNOWN)
    return state;
  *ret_reverse = names->records->len == 0 ? REVERSE_MISSING : REVERSE_UNCONFIRMED;
  for (guint i = 0; i < MIN (names->records->len, MAX_NAMES); i++)
    {
      const char *name = dns_answer_record (names, i)->name;

      state = dns_ask (evidence, six ? DNS_AAAA : DNS_A, name, &addresses);
      if (state != ANSWER_KNOWN)
        unsure = unsure == ANSWER_PENDING ? unsure : state;
      else if (has_address (addresses, address, six ? 16 : 4))
        {
          *ret_reverse = REVERSE_CONFIRMED;
          *ret_name = name;
          return ANSWER_KNOWN;
        }
      else if (*ret_name == NULL)
        *ret_name = name;
    }
  return unsure;
}
