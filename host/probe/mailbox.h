/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mailbox_answer.h"
#include "probe_mailbox.h"

/* Asks the mail servers of a domain, the preferred ones first, whether they would take mail for an
 * address: EHLO, STARTTLS if it is offered, MAIL, RCPT, RCPT for a mailbox that nobody has, RSET,
 * QUIT. No mail is sent. */
Mailbox *mailbox_try (const MailboxQuestion *question);
