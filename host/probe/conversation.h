/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/smtp_capabilities.h"
#include "probe/stream.h"

/* What each conversation with a mail server consists of. */

#define CONVERSATION_STEP_MS 6000 /* for each thing that a server is asked for */

/* Sends @line, and what ends it; FINE: clear *ret_reply. */
StreamState conversation_ask (Stream *stream, const StreamTime *time, SmtpReply *ret_reply,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);

/* EHLO, and HELO where that is not known (RFC 5321 4.1.1.1), in the name of this end's address
 * (4.1.4). *ret_capabilities is set and to be cleared if the reply, in *ret_reply in any case of
 * FINE, is 250. */
StreamState conversation_greet (Stream *stream, const StreamTime *time,
                                SmtpCapabilities *ret_capabilities, SmtpReply *ret_reply);

/* QUIT, without waiting for what the server says to that. */
void conversation_leave (Stream *stream, const StreamTime *time);
