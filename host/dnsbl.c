/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dnsbl.h"
#include "evidence/dns.h"
#include "mail/reversed_address.h"

#define LONGEST_NAME 253

/* RFC 5782 5: always listed, never listed; for IPv6 their mapped form (::FFFF:7F00:2). */
static const guint8 test_listed[] = { 127, 0, 0, 2 };
static const guint8 test_not_listed[] = { 127, 0, 0, 1 };

static DnsblResult
result_of (const Blocklist *list, const DnsAnswer *answer)
{
  if (answer->status != DNS_FOUND)
    return DNSBL_NOT_LISTED;
  for (guint i = 0; i < answer->records->len; i++)
    if (!blocklist_lists (list, dns_answer_record (answer, i)->address))
      return DNSBL_NOT_CHECKABLE;
  return DNSBL_LISTED;
}

static AnswerState
ask_one (Evidence *evidence, const Blocklist *list, const char *name, DnsblResult *ret_result)
{
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_A, name, &answer);

  if (state == ANSWER_KNOWN)
    *ret_result = result_of (list, answer);
  return state;
}

/* @names: what is asked about, the entry that is always listed, the one that never is. */
static AnswerState
ask_with_tests (Evidence *evidence, const Blocklist *list, const char *const names[3],
                DnsblResult *ret_result)
{
  DnsblResult results[3];
  AnswerState worst = ANSWER_KNOWN;

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      AnswerState state = ask_one (evidence, list, names[i], &results[i]);
      if (state != ANSWER_KNOWN && worst != ANSWER_PENDING)
        worst = state;
    }
  if (worst == ANSWER_KNOWN)
    *ret_result = results[1] == DNSBL_LISTED && results[2] == DNSBL_NOT_LISTED
                      ? results[0]
                      : DNSBL_NOT_CHECKABLE;
  return worst;
}

static char *
test_name (const Blocklist *list, const guint8 *entry, gboolean six)
{
  guint8 mapped[16] = { [10] = 0xff, [11] = 0xff };

  memcpy (mapped + 12, entry, 4);
  return reversed_address (six ? mapped : entry, six, list->zone);
}

AnswerState
dnsbl_ask (Evidence *evidence, const Blocklist *list, const guint8 *address, gboolean six,
           DnsblResult *ret_result)
{
  g_autofree char *asked = reversed_address (address, six, list->zone);
  g_autofree char *listed = test_name (list, test_listed, six);
  g_autofree char *not_listed = test_name (list, test_not_listed, six);

  return ask_with_tests (evidence, list, (const char *[]){ asked, listed, not_listed }, ret_result);
}

AnswerState
dnsbl_ask_domain (Evidence *evidence, const Blocklist *list, const char *domain,
                  DnsblResult *ret_result)
{
  g_autofree char *asked = g_strconcat (domain, ".", list->zone, NULL);
  g_autofree char *listed = g_strconcat ("test.", list->zone, NULL);
  g_autofree char *not_listed = g_strconcat ("invalid.", list->zone, NULL);

  if (strlen (asked) > LONGEST_NAME)
    {
      *ret_result = DNSBL_NOT_CHECKABLE;
      return ANSWER_KNOWN;
    }
  return ask_with_tests (evidence, list, (const char *[]){ asked, listed, not_listed }, ret_result);
}
