/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What the header of a mail says of how it was sent: who signed it (DKIM-Signature, RFC 6376 3.5),
 * and the domain of its envelope's sender (Return-Path, RFC 5321 4.4). Anybody can write such a
 * header: what of it is believed, own_mail.h decides. Pure, and bounded as mime.h is. */

#define MAIL_TRACE_MAX_SIGNATURES 8
#define MAIL_TRACE_MAX_ID 1000    /* octets */
#define MAIL_TRACE_MAX_DOMAIN 253 /* RFC 1035 2.3.4; a selector, too */

typedef struct
{
  char *domain;   /* d=, lower case */
  char *selector; /* s=, lower case */
} MailSignature;

typedef struct
{
  char *message_id; /* (nullable) without its angle brackets */
  char *from;       /* (nullable) domain of From, A-labels in lower case */
  char *envelope;   /* (nullable) domain of Return-Path */
  gboolean relayed; /* a mailing list or a forwarder sent it on: the envelope is theirs, and some
                       signatures may be */
  GPtrArray *signatures; /* MailSignature, from the top */
} MailTrace;

/* Of the mail itself, or, with @returned, of the one that this bounce returns: NULL if it returns
 * no header. */
MailTrace *mail_trace_read (const char *bytes, gsize length, gboolean returned);

/* Nothing is known yet. */
MailTrace *mail_trace_new (void);
void mail_trace_free (MailTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MailTrace, mail_trace_free)

/* Takes over both. */
void mail_trace_add_signature (MailTrace *trace, char *domain, char *selector);

/* Labels of letters, digits, hyphens and underscores, in lower case, as a selector and a domain in
 * A-labels are. */
gboolean mail_trace_is_name (const char *text);
