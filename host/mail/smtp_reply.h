/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A server's reply (RFC 5321 4.2): lines of one three-digit code, of which all but the last have a
 * '-' behind it. Bytes come from a stranger and in pieces of any size. */

#define SMTP_REPLY_MAX_BYTES (64 * 1024) /* of one reply; 4.5.3.1.5 asks for 512 a line */
#define SMTP_REPLY_MAX_LINES 200

typedef struct
{
  guint code;       /* 200 to 599 */
  GPtrArray *lines; /* char *: what stands behind the code, valid UTF-8 without control characters;
                       at least one */
} SmtpReply;

typedef enum
{
  SMTP_REPLY_WHOLE,
  SMTP_REPLY_MORE, /* so far it is well formed, and not at its end */
  SMTP_REPLY_BAD,  /* no reply, or more than the limits */
} SmtpReplyState;

/* Reads the reply that @bytes begin with. WHOLE: @ret_reply is set (clear it), and *ret_used is how
 * many bytes it took. A bare line feed ends a line, too. */
SmtpReplyState smtp_reply_read (const char *bytes, gsize length, SmtpReply *ret_reply,
                                gsize *ret_used);

void smtp_reply_clear (SmtpReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmtpReply, smtp_reply_clear)

/* "550 5.1.1 No such user / Ask again", for people and for diagnosis.h. Free with g_free (). */
char *smtp_reply_text (const SmtpReply *reply);
