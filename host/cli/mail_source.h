/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The messages of a file as people keep them: one message (.eml), a mailbox (mbox, RFC 4155), a
 * folder of messages (Maildir, or plain). One message is in memory at a time. */

#define MAIL_SOURCE_MAX_BYTES (4 * 1024 * 1024) /* of a message; what is beyond is left out */

/* @file: where it lies; @number: its place in a mailbox, from 1; 0: the file is the message. */
typedef void MailRead (const char *file, guint number, const char *bytes, gsize length,
                       gpointer data);

/* "-" is standard input. FALSE and a G_FILE_ERROR if something cannot be read; what could be has
 * been handed on by then. */
gboolean mail_source_read (const char *path, MailRead *read, gpointer data, GError **error);
