/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mime.h"

/* By what a message is told to be a bounce: its header first, then what it says. */

typedef struct
{
  gboolean is_report;       /* multipart/report of a delivery (RFC 6522) */
  gboolean is_other_report; /* of reading (RFC 8098), of complaints (RFC 5965) */
  gboolean is_from_server;  /* sender, subject or X-Failed-Recipients say so */
  gboolean is_from_daemon;  /* the sender does nothing else */
  gboolean is_from_office;  /* the sender is a server or who looks after it */
  gboolean is_titled;       /* the subject is a bounce's */
  gboolean is_suspected;    /* a bounce may look like this, and other mail, too */
  gboolean is_from_person;  /* an answer, a forwarded mail, an automatic reply */
} BounceSigns;

BounceSigns bounce_signs_read (const MimePart *message);

/* Whether the prose @text says that a mail did not arrive. */
gboolean bounce_signs_in_text (const char *text);
