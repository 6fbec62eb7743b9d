/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "knowledge/blocklist.h"

/* Blocklists asked by DNS (RFC 5782). A list is believed only while its two test entries answer as
 * they must, and only in the codes that are a listing: whatever else it says ("127.255.255.254":
 * query refused) is none. */

typedef enum
{
  DNSBL_NOT_LISTED,
  DNSBL_LISTED,
  DNSBL_NOT_CHECKABLE, /* it does not answer as a list does: nothing may be concluded */
} DnsblResult;

AnswerState dnsbl_ask (Evidence *evidence, const Blocklist *list, const guint8 *address,
                       gboolean six, DnsblResult *ret_result);

/* @domain is in A-labels. */
AnswerState dnsbl_ask_domain (Evidence *evidence, const Blocklist *list, const char *domain,
                              DnsblResult *ret_result);
