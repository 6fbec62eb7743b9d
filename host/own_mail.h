/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mail_trace.h"
#include "policy.h"
#include "profile.h"
#include "store.h"

/* Learning how the user's own mail is sent from mail that comes back: a copy to oneself, a mailing
 * list's copy, what a bounce returns. Anybody can write a header that says so, therefore it counts
 * only
 *
 * - with the Message-ID of a mail that the user sent (and its receivers alone know that),
 * - from a domain of the user's own: the policy's own_domains, or an identity's in the profile,
 * - and a selector only with a signature of that domain's own organization.
 *
 * Of what a mailing list or a forwarder sent on, such signatures alone count: the envelope is
 * theirs. */

/* @at: when the mail was written, seconds since 1970; 0: now. Nothing is written where nothing
 * counts. @profile is nullable. */
gboolean own_mail_learn (Store *store, Profile *profile, const Policy *policy,
                         const MailTrace *trace, gint64 at, GError **error);
