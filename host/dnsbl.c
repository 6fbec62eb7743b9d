/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dnsbl.h"
#include "evidence/dns.h"
#include "mail/reversed_address.h"

const DnsblZone dnsbl_zones[] = {
  { "bl.spamcop.net", 2, 2 },
  { "psbl.surriel.com", 2, 2 },
};
const guint n_dnsbl_zones = G_N_ELEMENTS (dnsbl_zones);

/* RFC 5782 5: always listed, never listed; for IPv6 their mapped form (::FFFF:7F00:2). */
static const guint8 test_listed[] = { 127, 0, 0, 2 };
static const guint8 test_not_listed[] = { 127, 0, 0, 1 };

static DnsblResult
result_of (const DnsblZone *zone, const DnsAnswer *answer)
{
  if (answer->status != DNS_FOUND)
    return DNSBL_NOT_LISTED;
  for (guint i = 0; i < answer->records->len; i++)
    {
      const guint8 *code = dns_answer_record (answer, i)->address;
      if (code[0] != 127 || code[1] != 0 || code[2] != 0 || code[3] < zone->first
          || code[3] > zone->last)
        return DNSBL_NOT_CHECKABLE;
    }
  return DNSBL_LISTED;
}

static AnswerState
ask_one (Evidence *evidence, const DnsblZone *zone, const guint8 *address, gboolean six,
         DnsblResult *ret_result)
{
  g_autofree char *name = reversed_address (address, six, zone->zone);
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_A, name, &answer);

  if (state == ANSWER_KNOWN)
    *ret_result = result_of (zone, answer);
  return state;
}

static AnswerState
ask_test (Evidence *evidence, const DnsblZone *zone, const guint8 *entry, gboolean six,
          DnsblResult *ret_result)
{
  guint8 mapped[16] = { [10] = 0xff, [11] = 0xff };

  memcpy (mapped + 12, entry, 4);
  return ask_one (evidence, zone, six ? mapped : entry, six, ret_result);
}

AnswerState
dnsbl_ask (Evidence *evidence, const DnsblZone *zone, const guint8 *address, gboolean six,
           DnsblResult *ret_result)
{
  DnsblResult result = DNSBL_NOT_CHECKABLE, listed = DNSBL_NOT_CHECKABLE;
  DnsblResult not_listed = DNSBL_NOT_CHECKABLE;
  const AnswerState states[] = {
    ask_one (evidence, zone, address, six, &result),
    ask_test (evidence, zone, test_listed, six, &listed),
    ask_test (evidence, zone, test_not_listed, six, &not_listed),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i] == ANSWER_PENDING)
      return ANSWER_PENDING;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i] != ANSWER_KNOWN)
      return states[i];
  *ret_result
      = listed == DNSBL_LISTED && not_listed == DNSBL_NOT_LISTED ? result : DNSBL_NOT_CHECKABLE;
  return ANSWER_KNOWN;
}
