/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce.h"
#include "mail/mail_trace.h"

/* Reads a stranger's mail in a child that has given up everything but computing (confine.h): what
 * the mail does to its reader, it does to that one. */

#define BOUNCE_READER_DEADLINE_MS 5000 /* of the clock; then it is killed */
#define BOUNCE_READER_CPU_SECONDS 3
#define BOUNCE_READER_MEMORY ((gsize) 128 * 1024 * 1024) /* beyond the host's own */

typedef struct BounceReader BounceReader;

/* Called once, from the main loop: with what bounces_read () says, borrowed; NULL: the child died,
 * was late, or what it said was none of that. @trace (nullable) is of the mail that came back, or of
 * the mail itself where it is no bounce; borrowed. The reader is gone afterwards. */
typedef void BounceReaderDone (GPtrArray *bounces, const MailTrace *trace, gpointer data);

/* @mail is not needed any more when this returns. NULL if no child could be started; @done is not
 * called then. */
BounceReader *bounce_reader_start (const char *mail, gsize length, BounceReaderDone *done,
                                   gpointer data);

/* Kills the child; its BounceReaderDone is not called. Not after that was called. */
void bounce_reader_cancel (BounceReader *reader);
