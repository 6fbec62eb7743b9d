/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib-unix.h>
#include "companion.h"

G_DEFINE_QUARK (lastmile - companion - error - quark, companion_error)

struct Companion
{
  GPid pid;
  int question_fd; /* -1: closed */
  int answer_fd;
  guint question_source; /* 0: none */
  guint answer_source;   /* 0: none */
  guint deadline_source; /* 0: none */
  GBytes *question;
  gsize sent;
  GByteArray *answer; /* (nullable) NULL once it was handed on */
  gsize max_answer;
  CompanionDone *done;
  gpointer data;
};

/* Where a companion may lie, from the folder of the program that looks for it: the build's folder
 * (for the programs of the tests: the one above), an installation's, seen from its
 * bin or its libexec. */
static const char *const places[]
    = { ".", "..", "../libexec/lastmile", "../lib/lastmile", "../../bin" };

char *
companion_find (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program != NULL ? program : "");

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *directory = g_canonicalize_filename (places[i], folder);
      g_autofree char *path = g_build_filename (directory, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
companion_close_question (Companion *companion)
{
  g_clear_handle_id (&companion->question_source, g_source_remove);
  if (companion->question_fd >= 0)
    close (companion->question_fd);
  companion->question_fd = -1;
}

/* SIGKILL first: a companion that has answered may still linger, and must not be waited for. */
static void
companion_free (Companion *companion)
{
  companion_close_question (companion);
  g_clear_handle_id (&companion->answer_source, g_source_remove);
  g_clear_handle_id (&companion->deadline_source, g_source_remove);
  close (companion->answer_fd);
  kill (companion->pid, SIGKILL);
  waitpid (companion->pid, NULL, 0);
  g_spawn_close_pid (companion->pid);
  g_bytes_unref (companion->question);
  g_clear_pointer (&companion->answer, g_byte_array_unref);
  g_free (companion);
}

void
companion_cancel (Companion *companion)
{
  companion_free (companion);
}

/* Takes over @error (nullable). */
static gboolean
companion_finish (Companion *companion, GError *error)
{
  CompanionDone *done = companion->done;
  gpointer data = companion->data;
  g_autoptr (GBytes) answer = NULL;

  if (error == NULL)
    answer = g_byte_array_free_to_bytes (g_steal_pointer (&companion->answer));
  companion_free (companion);
  done (answer, error, data);
  g_clear_error (&error);
  return G_SOURCE_REMOVE;
}

static gboolean
companion_late (gpointer data)
{
  Companion *companion = data;

  companion->deadline_source = 0;
  return companion_finish (companion, g_error_new_literal (COMPANION_ERROR, COMPANION_ERROR_LATE,
                                                           "did not answer in time"));
}

/* The question goes through a socket, for a companion that ends early must not end this program by
 * SIGPIPE. */
static gboolean
companion_send (gint fd, GIOCondition condition, gpointer data)
{
  Companion *companion = data;
  gsize length;
  const char *bytes = g_bytes_get_data (companion->question, &length);
  gssize sent = send (fd, bytes + companion->sent, length - companion->sent, MSG_NOSIGNAL);

  if (sent >= 0)
    companion->sent += (gsize) sent;
  else if (errno == EAGAIN || errno == EINTR)
    return G_SOURCE_CONTINUE;
  if (sent >= 0 && companion->sent < length)
    return G_SOURCE_CONTINUE;
  companion->question_source = 0;
  companion_close_question (companion);
  return G_SOURCE_REMOVE;
}

static gboolean
companion_receive (gint fd, GIOCondition condition, gpointer data)
{
  Companion *companion = data;
  guint8 bytes[16384];
  gssize got = read (fd, bytes, sizeof bytes);

  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (got > 0 && companion->answer->len + (gsize) got <= companion->max_answer)
    {
      g_byte_array_append (companion->answer, bytes, (guint) got);
      return G_SOURCE_CONTINUE;
    }
  companion->answer_source = 0;
  if (got > 0)
    return companion_finish (companion,
                             g_error_new_literal (COMPANION_ERROR, COMPANION_ERROR_TOO_LONG,
                                                  "answered more than was asked for"));
  if (companion->answer->len == 0)
    return companion_finish (
        companion,
        g_error_new_literal (COMPANION_ERROR, COMPANION_ERROR_FAILED, "ended without an answer"));
  return companion_finish (companion, NULL);
}

/* Starts @argv with @input as its standard input; the caller closes @input. */
static gboolean
companion_spawn (Companion *companion, char *const *argv, int input, GError **error)
{
  g_autoptr (GError) reason = NULL;
  int code = COMPANION_ERROR_FAILED;

  if (g_spawn_async_with_pipes_and_fds (
          NULL, (const char *const *) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, input, -1,
          -1, NULL, NULL, 0, &companion->pid, NULL, &companion->answer_fd, NULL, &reason))
    return TRUE;
  if (g_error_matches (reason, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    code = COMPANION_ERROR_MISSING;
  g_set_error_literal (error, COMPANION_ERROR, code, reason->message);
  return FALSE;
}

Companion *
companion_start (char *const *argv, GBytes *question, const CompanionLimits *limits,
                 CompanionDone *done, gpointer data, GError **error)
{
  g_autofree Companion *companion = g_new0 (Companion, 1);
  gboolean started;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      g_set_error_literal (error, COMPANION_ERROR, COMPANION_ERROR_FAILED, g_strerror (errno));
      return NULL;
    }
  started = companion_spawn (companion, argv, ends[1], error);
  close (ends[1]);
  if (!started)
    {
      close (ends[0]);
      return NULL;
    }
  companion->question_fd = ends[0];
  g_unix_set_fd_nonblocking (companion->question_fd, TRUE, NULL);
  g_unix_set_fd_nonblocking (companion->answer_fd, TRUE, NULL);
  fcntl (companion->answer_fd, F_SETFD, FD_CLOEXEC);
  companion->question = g_bytes_ref (question);
  companion->answer = g_byte_array_new ();
  companion->max_answer = limits->max_answer;
  companion->done = done;
  companion->data = data;
  companion->question_source = g_unix_fd_add (
      companion->question_fd, G_IO_OUT | G_IO_HUP | G_IO_ERR, companion_send, companion);
  companion->answer_source = g_unix_fd_add (companion->answer_fd, G_IO_IN | G_IO_HUP | G_IO_ERR,
                                            companion_receive, companion);
  companion->deadline_source = g_timeout_add (limits->deadline_ms, companion_late, companion);
  return g_steal_pointer (&companion);
}
