/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/smtp_reply.h"

/* What a server says that it can, in its reply to EHLO (RFC 5321 4.1.1.1). */
typedef struct
{
  gboolean starttls; /* RFC 3207 */
  GPtrArray *auth; /* char *, NULL-terminated: mechanisms in upper case, each once (RFC 4954); also
                      of the old form "AUTH=LOGIN" */
  gint64 size;     /* bytes of the largest message (RFC 1870); 0: not told, or no limit */
} SmtpCapabilities;

/* The first line of @reply greets and is passed over. */
void smtp_capabilities_read (const SmtpReply *reply, SmtpCapabilities *ret_capabilities);
void smtp_capabilities_clear (SmtpCapabilities *capabilities);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmtpCapabilities, smtp_capabilities_clear)
