/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/answer_queue.h"
#include "wire/json.h"

/* One call of `lastmile check`: what is fed into it from wherever is checked and answered, and what
 * its exit status will be is kept. */

typedef struct
{
  AnswerPrint *print;
  AnswerTarget target;
  guint line;         /* of what is fed in now; see Answer */
  Severity worst;     /* of all answers so far */
  gboolean unusable;  /* something could not be used */
  AnswerQueue *queue; /* from begin to end */
} CheckJob;

/* @checker is borrowed until the end, when everything has been answered. */
void check_job_begin (CheckJob *job, Checker *checker);
void check_job_end (CheckJob *job);

/* Whoever fills a job; @source is the file, profile or address. What cannot be used becomes an
 * answer of its own. */

/* A recipient as written on a line, of any bytes; @facts is what the address book says of it. */
void check_job_recipient (CheckJob *job, const char *line, gsize length, const Contact *facts);

/* Every line of @fd is a recipient. */
void check_job_lines (CheckJob *job, int fd, const Contact *facts);

/* Rows with the columns email, company, country, phone, name; what a row does not say of its
 * recipient, @common does. "-" is standard input. The keys (char *) of its addresses are added to
 * @keys. */
void check_job_csv (CheckJob *job, const char *source, const Contact *common, GPtrArray *keys);

/* A whole message in the form of message.schema.json; "-" is standard input. */
void check_job_message (CheckJob *job, const char *source);

/* Each identity of a Thunderbird profile, with its outgoing server. */
void check_job_profile (CheckJob *job, const char *source);

/* --- For them --- */

/* Takes over @message. */
void check_job_answer (CheckJob *job, AnswerKind kind, const char *input, const char *address,
                       Message *message);

/* @line of any bytes cannot be used because of @fault. */
void check_job_refuse (CheckJob *job, const char *line, gsize length, const char *fault,
                       const char *detail);

/* All of @source cannot be used. */
void check_job_refuse_source (CheckJob *job, const char *source, const GError *error);
