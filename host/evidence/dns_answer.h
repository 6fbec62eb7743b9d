/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* What the DNS says to one question (RFC 1035, RFC 3596), read from a response in wire format. Only
 * what is certain becomes an answer: records, or their certain absence. NXDOMAIN and NODATA are
 * told apart (RFC 2308 2): the name is not there, or it is there without records of that type. */

typedef enum
{
  DNS_A = 1,
  DNS_NS = 2,
  DNS_PTR = 12,
  DNS_MX = 15,
  DNS_TXT = 16,
  DNS_AAAA = 28,
} DnsType;

typedef enum
{
  DNS_FOUND,
  DNS_NODATA,
  DNS_NXDOMAIN,
} DnsStatus;

typedef struct
{
  guint16 preference; /* MX */
  char *name; /* (nullable) MX, NS, PTR: lower case, no final dot; "" is the root (RFC 7505) */
  guint8 address[16]; /* A: the first 4 bytes; AAAA; network byte order */
  char *text;         /* (nullable) TXT: its strings joined (RFC 7208 3.3), with a NUL behind it */
  gsize text_length;  /* bytes; the text may hold NULs */
} DnsRecord;

struct DnsAnswer
{
  guint references;
  DnsStatus status;
  GPtrArray
      *records; /* DnsRecord, in the order of the response; MX by preference. Empty unless FOUND */
  guint ttl;    /* seconds for which this holds: the least of the records, or RFC 2308 5 */
};

/* Reads a response to a question for @type. NULL if it is damaged, or is no NOERROR or NXDOMAIN;
 * *ret_alias (nullable; free with g_free ()) is the target of a chain of CNAMEs that the response
 * does not follow to its end: ask for that name instead. */
DnsAnswer *dns_answer_read (const guint8 *bytes, gsize length, DnsType type, char **ret_alias);

/* A certain absence that was concluded rather than read. */
DnsAnswer *dns_answer_new (DnsStatus status, guint ttl);

DnsAnswer *dns_answer_ref (DnsAnswer *answer);
void dns_answer_unref (DnsAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DnsAnswer, dns_answer_unref)

/* "A", "MX", ...; static. */
const char *dns_type_name (DnsType type);
gboolean dns_type_from_name (const char *name, gsize length, DnsType *ret_type);

const DnsRecord *dns_answer_record (const DnsAnswer *answer, guint i);
