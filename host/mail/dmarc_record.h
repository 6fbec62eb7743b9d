/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/tag_list.h"

/* A DMARC record in its parts: RFC 9989 4.7 and 4.8, which made RFC 7489 obsolete. The tags pct, rf
 * and ri, which it took away, are left unread, as are tags that nobody knows. */

typedef enum
{
  DMARC_NONE,
  DMARC_QUARANTINE,
  DMARC_REJECT,
} DmarcPolicy;

/* What a receiver makes of it, faults and all. */
typedef struct
{
  DmarcPolicy policy;           /* p */
  DmarcPolicy subdomain_policy; /* sp, else p */
  DmarcPolicy missing_policy;   /* np, else sp: for subdomains that do not exist */
  gboolean strict_dkim;         /* adkim=s */
  gboolean strict_spf;          /* aspf=s */
  gboolean testing;             /* t=y */
  gboolean has_reports;         /* rua names an address */
  char psd;                     /* 'y', 'n' or 'u' */
} DmarcRecord;

/* "none", "quarantine", "reject"; static. */
const char *dmarc_policy_name (DmarcPolicy policy);

/* TRUE if @text is a DMARC record at all: it begins with "v=DMARC1" (4.7). */
gboolean dmarc_record_is_one (const char *text, gsize length);

/* TRUE if it is none, but was meant to be one: a slip in the version. */
gboolean dmarc_record_is_attempt (const char *text, gsize length);

/* FALSE if it is not well formed; *ret_fault is the first place: of a tag list (tag_list.h),
 * "value", "uri" (an address for reports), "no_policy" (neither p nor rua). *ret_record is set in
 * any case. @text is one for which dmarc_record_is_one () holds. */
gboolean dmarc_record_read (const char *text, gsize length, DmarcRecord *ret_record,
                            TagFault *ret_fault);
