/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"
#include "mail/tag_list.h"

/* What the checks of the sender's domain have in common. */

/* From's domain where it is one to judge (A-labels, borrowed from the message), or NULL: a
 * free-mail service looks after its own, and reserved names are not in the public DNS. */
const char *sender_domain_of (const Message *message);

/* *ret_exists: FALSE if the domain does not exist in this DNS (a company's own network may have
 * it), so that nothing is missing there. Set for ANSWER_KNOWN. */
AnswerState sender_domain_exists (Evidence *evidence, const char *domain, gboolean *ret_exists);

/* *ret_envelope: the domain that the user's own mail from @domain was last seen to have in its
 * envelope, whose SPF record receivers look at instead (RFC 7208 2.4); NULL if that is @domain
 * itself or not known. Borrowed from @evidence; set for ANSWER_KNOWN, which it is unless PENDING.
 */
AnswerState sender_domain_envelope (Evidence *evidence, const char *domain,
                                    const char **ret_envelope);

/* A finding about From, told once, with the param "domain". */
Finding *sender_domain_finding (const CheckInput *in, Findings *out, const char *variant);

/* Adds a text of the DNS, of any bytes, as a param; shortened where it is long. */
void sender_domain_param (Finding *finding, const char *name, const char *text, gsize length);

/* "2026-11-29", local time, of seconds since 1970; NULL if that is no day. Free with g_free (). */
char *sender_domain_day (gint64 seconds);
