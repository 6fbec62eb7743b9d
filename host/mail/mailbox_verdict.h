/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/smtp_reply.h"

/* What a mail server's word about a mailbox is worth. Servers say no for many reasons, and most of
 * them are about who asks: only what plainly speaks of the mailbox counts. */

typedef enum
{
#define VERDICT(name, kind) MAILBOX_##name,
#include "mail/mailbox_verdict.def"
#undef VERDICT
  N_MAILBOX_VERDICTS
} MailboxVerdict;

gboolean mailbox_verdict_is_sure (MailboxVerdict verdict);

/* Whether nobody has heard of the address: it may be asked for again as soon as that is mended. */
gboolean mailbox_verdict_is_unheard (MailboxVerdict verdict);

/* "catch_all"; static. */
const char *mailbox_verdict_name (MailboxVerdict verdict);

/* "mailbox_catch_all": why a check was not made, for one that is not sure; static. */
const char *mailbox_verdict_why (MailboxVerdict verdict);

/* All names, in the order of the enum, NULL-terminated. */
extern const char *const mailbox_verdict_names[];

/* Of the reply to RCPT (RFC 5321 3.3), judged as a bounce would be (diagnosis.h), and more
 * cautiously: a code that is used for much says nothing, one of security or policy (x.7.x, RFC 3463
 * 3.8) nothing about the mailbox, unless it is of the few that name it; and only a 5xx says that
 * there is none. A 2xx is MAILBOX_takes. */
MailboxVerdict mailbox_verdict_of_reply (const SmtpReply *reply);
