/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <stdio.h>
#include "mail/bounce.h"

/* What `lastmile bounce` says about one failed recipient, in two forms. */

typedef struct
{
  const char *file;
  guint number; /* of the message in its mailbox, from 1; 0: the file is the message */
  const Bounce *bounce;
} BounceAnswer;

typedef void BounceAnswerPrint (const BounceAnswer *answer, FILE *out);

/* One object a line. */
BounceAnswerPrint bounce_answer_print_json;

/* For a person: what happened, whose matter it is, what to do. */
BounceAnswerPrint bounce_answer_print_text;
