/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* Lists of addresses that send spam, asked by DNS (RFC 5782). A list is believed only while its two
 * test entries answer as they must, and only in the codes that it documents: whatever else it says
 * ("127.255.255.254": query refused) is no listing. */

typedef struct
{
  const char *zone;
  guint8 first, last; /* the codes of a listing: 127.0.0.first to 127.0.0.last */
} DnsblZone;

/* Lists whose terms let anybody ask them, whatever for. Spamhaus is not among them: its public
 * mirrors are for low-volume, non-commercial use. Static. */
extern const DnsblZone dnsbl_zones[];
extern const guint n_dnsbl_zones;

typedef enum
{
  DNSBL_NOT_LISTED,
  DNSBL_LISTED,
  DNSBL_NOT_CHECKABLE, /* it does not answer as a list does: nothing may be concluded */
} DnsblResult;

AnswerState dnsbl_ask (Evidence *evidence, const DnsblZone *zone, const guint8 *address,
                       gboolean six, DnsblResult *ret_result);
