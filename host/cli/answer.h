/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <stdio.h>
#include "run.h"

/* What `lastmile check` says about one recipient, message or identity, in two forms. */

typedef enum
{
  ANSWER_RECIPIENT, /* one line of a list: what it is about needs no saying */
  ANSWER_MESSAGE,   /* findings about several recipients, the sender, the server */
} AnswerKind;

typedef struct
{
  AnswerKind kind;
  const char *input;   /* (not nullable) as given, valid UTF-8 */
  guint line;          /* on which it stands in a file of rows, from 1; 0: it is no row */
  const char *address; /* (nullable) its best reading */
  Run *run;            /* (nullable) at its end; NULL: the input could not be used */
  const char *fault;   /* (nullable) why not: "not_utf8", "json_syntax" */
  const char *detail;  /* (nullable) more about that, English, for logs */
} Answer;

typedef struct
{
  FILE *out;
  gboolean all; /* a person asked to see findings that are info, too */
} AnswerTarget;

typedef void AnswerPrint (const Answer *answer, const AnswerTarget *target);

/* One object a line; its findings are those of the protocol. */
AnswerPrint answer_print_json;

/* For a person: marked addresses, and the texts of the findings. */
AnswerPrint answer_print_text;
