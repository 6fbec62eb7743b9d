/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "sender_query.h"
#include "sender_report.h"

/* The making of one sender's report from the main loop: SPF and DMARC by the checks that also look
 * at each message (checks/sender_spf.c, sender_dmarc.c), DKIM, and for each address of an outgoing
 * server SPF's verdict, its name and the blocklists; and the outgoing server itself is tried. */

#define SENDER_DEADLINE_MS 20000 /* RFC 7208 4.6.4 gives SPF alone that long */

typedef struct SenderInquiry SenderInquiry;

/* Called exactly once unless the inquiry is freed before; @report is taken over, and @inquiry may
 * be freed in this call. */
typedef void SenderInquiryDone (SenderInquiry *inquiry, SenderReport *report, gpointer data);

/* Takes over @query; @sources is borrowed and outlives it. */
SenderInquiry *sender_inquiry_new (Sources *sources, SenderQuery *query, SenderInquiryDone *done,
                                   gpointer data);
void sender_inquiry_free (SenderInquiry *inquiry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderInquiry, sender_inquiry_free)

/* @done may be called from within this. What is not known after @deadline_ms is "not checked" for
 * "deadline". Of a domain that does not exist, or is nobody's to judge, that is the only point. */
void sender_inquiry_start (SenderInquiry *inquiry, guint deadline_ms);

/* The whole of it, waiting on the default main context. Takes over @query. */
SenderReport *sender_inquiry_run (Sources *sources, SenderQuery *query, guint deadline_ms);
