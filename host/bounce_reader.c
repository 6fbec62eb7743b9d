/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* pipe2 (), close_range () */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib-unix.h>
#include "bounce_reader.h"
#include "confine.h"
#include "mail/mime.h"
#include "wire/bounce_json.h"
#include "wire/mail_trace_json.h"

#define MAX_TRACE_TEXT ((gsize) 16 * 1024) /* octets of a MailTrace that is printed */

struct BounceReader
{
  pid_t pid;
  int answer_fd;
  guint answer_source;   /* 0: none */
  guint deadline_source; /* 0: none */
  GString *answer;
  BounceReaderDone *done;
  gpointer data;
};

/* --- The child --- */

static void
write_all (int fd, const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (fd, text, left);
      if (written < 0 && errno != EINTR)
        _exit (1);
      text += written > 0 ? written : 0;
      left -= written > 0 ? (gsize) written : 0;
    }
}

/* Two lines: the bounces, and the trace. */
static void
tell (int answer, const char *mail, gsize length)
{
  g_autoptr (GPtrArray) bounces = bounces_read (mail, length);
  const Bounce *first = g_ptr_array_index (bounces, 0);
  g_autoptr (MailTrace) trace
      = mail_trace_read (mail, length, first->reason != BOUNCE_not_a_bounce);
  g_autofree char *list = bounces_print (bounces, BOUNCES_MAX_TEXT);
  g_autofree char *told = mail_trace_print (trace);

  write_all (answer, list);
  write_all (answer, "\n");
  write_all (answer, told);
}

/* Never returns. The signals that the host blocks would not end it, so they are let in. */
static void
read_apart (int answer, const char *mail, gsize length)
{
  static const ConfineLimits limits = { BOUNCE_READER_MEMORY, BOUNCE_READER_CPU_SECONDS };
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  mime_text_prepare ();
  if (dup2 (answer, STDIN_FILENO) < 0 || close_range (1, ~0U, 0) < 0 || !confine_process (&limits))
    _exit (1);
  tell (STDIN_FILENO, mail, length);
  _exit (0);
}

/* --- The host --- */

static void
bounce_reader_free (BounceReader *reader)
{
  g_clear_handle_id (&reader->answer_source, g_source_remove);
  g_clear_handle_id (&reader->deadline_source, g_source_remove);
  close (reader->answer_fd);
  kill (reader->pid, SIGKILL);
  waitpid (reader->pid, NULL, 0);
  g_string_free (reader->answer, TRUE);
  g_free (reader);
}

void
bounce_reader_cancel (BounceReader *reader)
{
  bounce_reader_free (reader);
}

/* NULL if the answer is not of the form. */
static GPtrArray *
parse_answer (const GString *answer, MailTrace **ret_trace)
{
  const char *end = memchr (answer->str, '\n', answer->len);
  gsize length = end != NULL ? (gsize) (end - answer->str) : 0;

  if (end == NULL || !mail_trace_parse (end + 1, answer->len - length - 1, ret_trace))
    return NULL;
  return bounces_parse (answer->str, length);
}

static void
bounce_reader_finish (BounceReader *reader, gboolean whole)
{
  BounceReaderDone *done = reader->done;
  gpointer data = reader->data;
  g_autoptr (GPtrArray) bounces = NULL;
  g_autoptr (MailTrace) trace = NULL;

  if (whole)
    bounces = parse_answer (reader->answer, &trace);
  bounce_reader_free (reader);
  done (bounces, trace, data);
}

static gboolean
bounce_reader_late (gpointer data)
{
  BounceReader *reader = data;

  reader->deadline_source = 0;
  bounce_reader_finish (reader, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
bounce_reader_receive (gint fd, GIOCondition condition, gpointer data)
{
  BounceReader *reader = data;
  char bytes[16384];
  gssize got = read (fd, bytes, sizeof bytes);

  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (got > 0 && reader->answer->len + (gsize) got <= BOUNCES_MAX_TEXT + MAX_TRACE_TEXT)
    {
      g_string_append_len (reader->answer, bytes, got);
      return G_SOURCE_CONTINUE;
    }
  reader->answer_source = 0;
  bounce_reader_finish (reader, got == 0);
  return G_SOURCE_REMOVE;
}

BounceReader *
bounce_reader_start (const char *mail, gsize length, BounceReaderDone *done, gpointer data)
{
  BounceReader *reader;
  int ends[2];
  pid_t pid;

  if (pipe2 (ends, O_CLOEXEC) < 0)
    return NULL;
  pid = fork ();
  if (pid == 0)
    read_apart (ends[1], mail, length);
  close (ends[1]);
  if (pid < 0)
    {
      close (ends[0]);
      return NULL;
    }
  reader = g_new0 (BounceReader, 1);
  reader->pid = pid;
  reader->answer_fd = ends[0];
  reader->answer = g_string_new (NULL);
  reader->done = done;
  reader->data = data;
  g_unix_set_fd_nonblocking (reader->answer_fd, TRUE, NULL);
  reader->answer_source = g_unix_fd_add (reader->answer_fd, G_IO_IN | G_IO_HUP | G_IO_ERR,
                                         bounce_reader_receive, reader);
  reader->deadline_source = g_timeout_add (BOUNCE_READER_DEADLINE_MS, bounce_reader_late, reader);
  return reader;
}
