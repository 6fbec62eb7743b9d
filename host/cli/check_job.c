/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <string.h>
#include "cli/check_job.h"
#include "cli/line_reader.h"
#include "wire/message_json.h"

#define SHOWN_OF_UNUSABLE 200 /* bytes */

/* An answer is there: the last station of everything. */
static void
job_ready (const Answer *answer, gpointer data)
{
  CheckJob *job = data;
  Severity verdict
      = answer->run != NULL ? findings_verdict (run_findings (answer->run)) : SEVERITY_OFF;

  job->print (answer, &job->target);
  job->worst = MAX (job->worst, verdict);
  job->unusable |= answer->run == NULL;
}

void
check_job_begin (CheckJob *job, Checker *checker)
{
  job->queue = answer_queue_new (checker, job_ready, job);
}

void
check_job_end (CheckJob *job)
{
  answer_queue_drain (job->queue);
  g_clear_pointer (&job->queue, answer_queue_free);
}

void
check_job_answer (CheckJob *job, AnswerKind kind, const char *input, const char *address,
                  Message *message)
{
  Answer answer = { .kind = kind, .input = input, .line = job->line, .address = address };
  answer_queue_push (job->queue, &answer, message);
}

void
check_job_refuse (CheckJob *job, const char *line, gsize length, const char *fault,
                  const char *detail)
{
  g_autofree char *head = g_utf8_make_valid (line, (gssize) MIN (length, SHOWN_OF_UNUSABLE));
  g_autofree char *input
      = length > SHOWN_OF_UNUSABLE ? g_strconcat (head, "…", NULL) : g_steal_pointer (&head);
  Answer answer = { .input = input, .line = job->line, .fault = fault, .detail = detail };

  answer_queue_push (job->queue, &answer, NULL);
}

/* "line 3: country: too long": what an error carries, before its message. */
static char *
describe (const GError *error)
{
  const ErrorPlace *place = lastmile_error_place (error);
  GString *text = g_string_new (NULL);

  if (place->line > 0)
    g_string_append_printf (text, "line %u: ", place->line);
  if (place->field != NULL && !g_str_has_prefix (error->message, place->field))
    g_string_append_printf (text, "%s: ", place->field);
  g_string_append (text, error->message);
  return g_string_free (text, FALSE);
}

void
check_job_refuse_source (CheckJob *job, const char *source, const GError *error)
{
  g_autofree char *detail = NULL;

  if (error->domain != LASTMILE_ERROR)
    {
      check_job_refuse (job, source, strlen (source), "unreadable", error->message);
      return;
    }
  detail = describe (error);
  check_job_refuse (job, source, strlen (source), lastmile_error_name (error->code), detail);
}

/* --- Recipients --- */

/* What keeps a line from being read as a recipient, or NULL. */
static const char *
fault_of_line (const char *line, gsize length)
{
  if (memchr (line, '\0', length) != NULL)
    return "nul";
  if (length > LINE_MAX_BYTES)
    return "too_long";
  if (!g_utf8_validate (line, (gssize) length, NULL))
    return "not_utf8";
  if (g_utf8_strlen (line, (gssize) length) > JSON_MAX_RECIPIENT_LENGTH)
    return "too_long";
  return line[strspn (line, " \t")] == '\0' ? "empty" : NULL;
}

/* "a@x.com" or, where several stand on one line, "a@x.com, b@y.com". */
static char *
best_reading (const Message *message)
{
  GString *reading = g_string_new (NULL);

  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (message->recipients, i);
      const Address *address = recipient->address;
      if (i > 0)
        g_string_append (reading, ", ");
      g_string_append (reading, address->repaired != NULL ? address->repaired : address->text);
    }
  return g_string_free (reading, FALSE);
}

/* A name beside the address is shown with it, as Thunderbird shows a contact's. */
static void
give_name (Message *message, const char *name)
{
  for (guint i = 0; i < message->recipients->len; i++)
    {
      Recipient *recipient = g_ptr_array_index (message->recipients, i);
      if (recipient->address->display_name == NULL)
        recipient->address->display_name = g_strdup (name);
    }
}

static const Contact *
copy_facts (Message *message, const Contact *facts)
{
  Contact *copy = g_new0 (Contact, 1);

  copy->name = g_strdup (facts->name);
  copy->organisation = g_strdup (facts->organisation);
  copy->country = g_strdup (facts->country);
  copy->phone = g_strdup (facts->phone);
  return message_add_contact (message, copy);
}

void
check_job_recipient (CheckJob *job, const char *line, gsize length, const Contact *facts)
{
  const char *fault = fault_of_line (line, length);
  g_autofree char *address = NULL;
  Message *message;

  if (fault != NULL)
    {
      check_job_refuse (job, line, length, fault, NULL);
      return;
    }
  message = message_new ();
  message_add_recipient (message, FIELD_TO, 0, line, copy_facts (message, facts));
  if (facts->name != NULL)
    give_name (message, facts->name);
  address = best_reading (message);
  check_job_answer (job, ANSWER_RECIPIENT, line, address, message);
}

/* Whoever writes line by line reads the answers to all before he writes the next. */
static void
answer_before_waiting (gpointer data)
{
  CheckJob *job = data;

  answer_queue_drain (job->queue);
  fflush (job->target.out);
}

void
check_job_lines (CheckJob *job, int fd, const Contact *facts)
{
  g_autoptr (LineReader) reader = line_reader_new (fd, answer_before_waiting, job);
  LineState state;
  gsize length;
  char *line;

  while ((state = line_reader_next (reader, &line, &length)) == LINE_WHOLE
         || state == LINE_TOO_LONG)
    if (state == LINE_WHOLE)
      check_job_recipient (job, line, length, facts);
    else
      check_job_refuse (job, line, length, "too_long", NULL);
  if (state == LINE_FAILED)
    check_job_refuse (job, "-", 1, "unreadable", g_strerror (errno));
}
