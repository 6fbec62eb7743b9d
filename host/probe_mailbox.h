/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail_route.h"
#include "wire/json.h"

/* What lastmile-probe is asked about a mailbox; it answers with a Mailbox (mailbox_answer.h). */
typedef struct
{
  char *address;      /* local_part@ascii_domain, in ASCII */
  char *mail_from;    /* of the envelope; "" is the empty reverse path (RFC 5321 4.5.5) */
  GPtrArray *servers; /* MailServer, by preference */
  guint port;
  guint deadline_ms;
} MailboxQuestion;

/* Everything is copied but @servers, which gets a reference; with SMTP's port and a deadline that
 * suits servers which let strangers wait. */
MailboxQuestion mailbox_question_make (const char *address, const char *mail_from,
                                       GPtrArray *servers);

void mailbox_question_clear (MailboxQuestion *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MailboxQuestion, mailbox_question_clear)

cJSON *mailbox_question_to_json (const MailboxQuestion *question);

/* FALSE and a LASTMILE_ERROR if @json is none, or holds what cannot stand in a line of SMTP. */
gboolean mailbox_question_from_json (const cJSON *json, MailboxQuestion *ret_question,
                                     GError **error);

/* Whether @address can be named in SMTP as it is: ASCII without blanks, controls, quotes and angle
 * brackets. */
gboolean mailbox_address_is_plain (const char *address);
