/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "dmarc.h"

/* Whether From's domain agrees with the domains that SPF and DKIM authenticate, as DMARC wants it
 * of one of them (RFC 9989 4.4, as RFC 7489 3.1). Which those are is learned from the user's own
 * mail (evidence/own_mail.h). */

typedef enum
{
  ALIGNMENT_UNKNOWN, /* nothing was seen, or not always the same, or receivers do not agree: those
                        that go by RFC 9989's tree walk with those that still go by the public
                        suffix list */
  ALIGNMENT_YES,
  ALIGNMENT_NO,
} Alignment;

typedef struct
{
  Alignment spf;      /* of the envelope's domain */
  Alignment dkim;     /* of a signature's */
  char *envelope;     /* (nullable) whose alignment that is */
  char *signer;       /* (nullable) */
  gint64 seen_at;     /* the older of the mails that tell, seconds since 1970; 0: none does */
  DmarcPolicy policy; /* what the domain's record asks for; NONE also where t=y says not to do it */
} DmarcAlignment;

/* KNOWN: *ret_alignment; the caller clears it. @domain is in A-labels. */
AnswerState dmarc_alignment_find (Evidence *evidence, const char *domain,
                                  DmarcAlignment *ret_alignment);

void dmarc_alignment_clear (DmarcAlignment *alignment);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DmarcAlignment, dmarc_alignment_clear)
