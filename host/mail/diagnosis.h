/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce.h"

/* From what a server said to why it said no. */

/* Sets class, reason, confidence, permanence and line of @bounce from @texts (NULL-terminated, the
 * one about this recipient first), and its codes where it has none yet. A text is looked at only if
 * those before it do not say it, be it in words of a family. Text that does outranks every code,
 * since servers misuse those: 5.1.1 for a limit of mails, 5.4.1 for an unknown mailbox. */
void diagnose (Bounce *bounce, const char *const *texts);

/* Whether @text says anywhere plainly why mail did not arrive. */
gboolean diagnosis_is_plain (const char *text);

/* The first enhanced status code in @text ("5.1.1" between edges of words), FALSE if there is none.
 */
gboolean diagnosis_find_status (const char *text, guint ret_status[3]);

/* The first reply of SMTP in @text (RFC 5321 4.2), 0 if there is none. */
guint diagnosis_find_reply (const char *text);

/* The row of bounce_text.def that decides about @text, behind those the row of bounce_family.def,
 * or -1. For the tables' test. */
int diagnosis_row (const char *text);
int diagnosis_n_rows (void);
