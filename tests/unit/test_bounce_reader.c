/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bounce_reader.h"
#include "confine.h"
#include "wire/bounce_json.h"

/* --- Confined --- */

typedef gboolean Attempt (void);

static gboolean
can_open (void)
{
  return open ("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static gboolean
can_connect (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0;
}

static gboolean
can_fork (void)
{
  pid_t pid = fork ();
  if (pid == 0)
    _exit (0);
  return pid > 0;
}

static gboolean
can_kill_its_parent (void)
{
  return kill (getppid (), 0) == 0 || syscall (SYS_tgkill, getppid (), getppid (), 0) == 0;
}

static gboolean
can_widen_its_limits (void)
{
  return setrlimit (RLIMIT_NOFILE, &(struct rlimit){ 10, 10 }) == 0;
}

static gboolean
can_duplicate (void)
{
  return dup (STDIN_FILENO) >= 0;
}

/* How a child that was confined and then tried ended: 0 it could not, 1 it could, 2 it could not be
 * confined. */
static int
try_confined (Attempt *attempt)
{
  static const ConfineLimits limits = { 64 * 1024 * 1024, 2 };
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    _exit (!confine_process (&limits) ? 2 : attempt () ? 1 : 0);
  ck_assert_int_eq (waitpid (pid, &status, 0), pid);
  ck_assert (WIFEXITED (status));
  return WEXITSTATUS (status);
}

START_TEST (a_confined_process_can_open_nothing)
{
  static Attempt *const attempts[] = {
    can_open, can_connect, can_fork, can_kill_its_parent, can_widen_its_limits, can_duplicate
  };

  ck_assert (attempts[_i]());
  ck_assert_int_eq (try_confined (attempts[_i]), 0);
}
END_TEST

#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes itself */
static gboolean
can_take_memory (void)
{
  for (int i = 0; i < 100; i++)
    if (malloc (1024 * 1024) == NULL)
      return FALSE;
  return TRUE;
}

START_TEST (a_confined_process_has_its_memory_and_no_more)
{
  ck_assert (can_take_memory ());
  ck_assert_int_eq (try_confined (can_take_memory), 0);
}
END_TEST
#endif

START_TEST (a_confined_process_that_only_computes_is_ended)
{
  static const ConfineLimits limits = { 64 * 1024 * 1024, 1 };
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      confine_process (&limits);
      for (volatile guint i = 0;; i++)
        ;
    }
  ck_assert_int_eq (waitpid (pid, &status, 0), pid);
  ck_assert (WIFSIGNALED (status));
}
END_TEST

/* --- Reading --- */

typedef struct
{
  GMainLoop *loop;
  char *told; /* (nullable) NULL: it could not be read */
} Answer;

static void
take_answer (GPtrArray *bounces, const MailTrace *trace, gpointer data)
{
  Answer *answer = data;

  answer->told = bounces != NULL ? bounces_print (bounces, BOUNCES_MAX_TEXT) : NULL;
  g_main_loop_quit (answer->loop);
}

/* What the reader says of @mail, with its child sent @sent (0: nothing) as soon as it is there. */
static char *
read_mail (const char *mail, gsize length, int sent)
{
  Answer answer = { g_main_loop_new (NULL, FALSE), NULL };
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  g_autofree char *children = NULL;

  ck_assert_ptr_nonnull (bounce_reader_start (mail, length, take_answer, &answer));
  ck_assert (g_file_get_contents (path, &children, NULL, NULL));
  if (sent != 0)
    kill ((pid_t) g_ascii_strtoll (children, NULL, 10), sent);
  g_main_loop_run (answer.loop);
  g_main_loop_unref (answer.loop);
  ck_assert_int_eq (waitpid (-1, NULL, WNOHANG), -1); /* no child is left behind */
  ck_assert_int_eq (errno, ECHILD);
  return answer.told;
}

START_TEST (every_mail_is_read_as_it_is_here)
{
  g_autoptr (GDir) folder = g_dir_open (TEST_DATA "/cases/bounces", 0, NULL);
  guint n_mails = 0;

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    if (g_str_has_suffix (name, ".eml"))
      {
        g_autofree char *path = g_build_filename (TEST_DATA "/cases/bounces", name, NULL);
        g_autofree char *mail = NULL, *told = NULL, *here = NULL;
        g_autoptr (GPtrArray) bounces = NULL;
        gsize length;

        ck_assert (g_file_get_contents (path, &mail, &length, NULL));
        bounces = bounces_read (mail, length);
        here = bounces_print (bounces, BOUNCES_MAX_TEXT);
        told = read_mail (mail, length, 0);
        ck_assert_ptr_nonnull (told);
        ck_assert_str_eq (told, here);
        n_mails++;
      }
  ck_assert_uint_ge (n_mails, 30);
}
END_TEST

START_TEST (charsets_are_known_without_opening_a_file)
{
  static const struct
  {
    const char *charset;
    const char *body; /* "邮箱不存在" */
  } cases[] = {
    { "gb2312", "\xd3\xca\xcf\xe4\xb2\xbb\xb4\xe6\xd4\xda" },
    { "iso-2022-jp", "\x1b$BMhl\"\x1b(B user unknown" },
    { "windows-1252", "Postfach f\xfcr user unknown" },
  };
  g_autofree char *mail = g_strdup_printf (
      "From: MAILER-DAEMON@b.example\nSubject: failure notice\nContent-Type: text/plain; "
      "charset=%s\n\n<ann@b.example>: %s\n",
      cases[_i].charset, cases[_i].body);
  g_autofree char *told = read_mail (mail, strlen (mail), 0);

  ck_assert_ptr_nonnull (told);
  ck_assert_ptr_nonnull (strstr (told, "\"reason\":\"mailbox_missing\""));
  ck_assert_ptr_null (strstr (told, "\xef\xbf\xbd"));
}
END_TEST

START_TEST (a_child_that_dies_or_is_late_has_read_nothing)
{
  static const int signals[] = { SIGKILL, SIGSEGV, SIGSTOP };
  g_autofree char *told = read_mail ("From: ann@b.example\n\n", 20, signals[_i]);

  ck_assert_ptr_null (told);
}
END_TEST

START_TEST (what_is_not_of_the_form_is_not_taken)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{}",
    "[1]",
    "[{\"recipient\":null}]",
    "[{\"recipient\":1,\"original_recipient\":null,\"class\":null,\"reason\":\"not_a_bounce\","
    "\"permanent\":false,\"confidence\":\"sure\",\"status\":null,\"reply\":null,\"remote_server\":"
    "null,\"line\":null}]",
    "[{\"recipient\":null,\"original_recipient\":null,\"class\":\"none\",\"reason\":\"not_a_"
    "bounce\",\"permanent\":false,\"confidence\":\"sure\",\"status\":null,\"reply\":null,\"remote_"
    "server\":null,\"line\":null}]",
    "[{\"recipient\":null,\"original_recipient\":null,\"class\":null,\"reason\":\"not_a_bounce\","
    "\"permanent\":false,\"confidence\":\"sure\",\"status\":\"5.1.1x\",\"reply\":null,\"remote_"
    "server\":null,\"line\":null}]",
    "[{\"recipient\":null,\"original_recipient\":null,\"class\":null,\"reason\":\"not_a_bounce\","
    "\"permanent\":false,\"confidence\":\"sure\",\"status\":null,\"reply\":99999,\"remote_"
    "server\":null,\"line\":null}]",
  };

  ck_assert_ptr_null (bounces_parse (texts[_i], strlen (texts[_i])));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("bounce_reader");
  TCase *tcase = tcase_create ("bounce_reader");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, a_confined_process_can_open_nothing, 0, 6);
#ifndef __SANITIZE_ADDRESS__
  tcase_add_test (tcase, a_confined_process_has_its_memory_and_no_more);
#endif
  tcase_add_test (tcase, a_confined_process_that_only_computes_is_ended);
  tcase_add_test (tcase, every_mail_is_read_as_it_is_here);
  tcase_add_loop_test (tcase, charsets_are_known_without_opening_a_file, 0, 3);
  tcase_add_loop_test (tcase, a_child_that_dies_or_is_late_has_read_nothing, 0, 3);
  tcase_add_loop_test (tcase, what_is_not_of_the_form_is_not_taken, 0, 9);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
