/* SPDX-License-Identifier: MPL-2.0 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <check.h>
#include "companion.h"

/* The companions here are shell scripts of one line. */

typedef struct
{
  GMainLoop *loop;
  char *answer; /* (nullable) */
  int error;    /* CompanionError, or -1 */
  guint calls;
} Heard;

static void
heard (GBytes *answer, const GError *error, gpointer data)
{
  Heard *result = data;

  result->calls++;
  result->error = error != NULL ? error->code : -1;
  if (answer != NULL)
    result->answer = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_main_loop_quit (result->loop);
}

static Heard
ask (const char *script, const char *question, guint deadline_ms, gsize max_answer)
{
  char *argv[] = { "/bin/sh", "-c", (char *) script, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (question, strlen (question));
  CompanionLimits limits = { deadline_ms, max_answer };
  Heard result = { .loop = g_main_loop_new (NULL, FALSE), .error = -1 };

  ck_assert_ptr_nonnull (companion_start (argv, bytes, &limits, heard, &result, NULL));
  g_main_loop_run (result.loop);
  g_main_loop_unref (result.loop);
  ck_assert_uint_eq (result.calls, 1);
  return result;
}

static const struct
{
  const char *script;
  const char *question;
  guint deadline_ms;
  gsize max_answer;
  const char *answer;
  int error;
} cases[] = {
  { "cat", "how are you?", 20000, 100, "how are you?", -1 },
  { "read x; echo \"$x\"", "one\ntwo\n", 20000, 100, "one\n", -1 },
  { "exec 0<&-; echo deaf", "nobody reads this", 20000, 100, "deaf\n", -1 },
  { "echo done; exec 1>&-; sleep 60", "", 20000, 100, "done\n", -1 },
  { "exit 3", "", 20000, 100, NULL, COMPANION_ERROR_FAILED },
  { "kill -9 $$", "", 20000, 100, NULL, COMPANION_ERROR_FAILED },
  { "sleep 60", "", 200, 100, NULL, COMPANION_ERROR_LATE },
  { "echo half; sleep 60", "", 400, 100, NULL, COMPANION_ERROR_LATE },
  { "printf 1234567890", "", 20000, 10, "1234567890", -1 },
  { "printf 12345678901", "", 20000, 10, NULL, COMPANION_ERROR_TOO_LONG },
  { "yes", "", 20000, 100000, NULL, COMPANION_ERROR_TOO_LONG },
};

START_TEST (a_companion_is_heard_or_its_fault_is_told)
{
  Heard result
      = ask (cases[_i].script, cases[_i].question, cases[_i].deadline_ms, cases[_i].max_answer);

  ck_assert_int_eq (result.error, cases[_i].error);
  ck_assert_pstr_eq (result.answer, cases[_i].answer);
  g_free (result.answer);
}
END_TEST

START_TEST (a_long_question_arrives_whole)
{
  g_autofree char *question = g_strnfill (3000000, 'q');
  Heard result = ask ("wc -c", question, 20000, 100);

  ck_assert_int_eq (atoi (result.answer), 3000000);
  g_free (result.answer);
}
END_TEST

START_TEST (one_that_is_not_there_is_told)
{
  char *argv[] = { "/nonexistent/lastmile-probe", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new ("", 0);
  CompanionLimits limits = { 1000, 100 };
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (companion_start (argv, bytes, &limits, heard, NULL, &error));
  ck_assert (g_error_matches (error, COMPANION_ERROR, COMPANION_ERROR_MISSING));
  ck_assert_ptr_null (companion_find ("lastmile-nobody-wrote-this"));
}
END_TEST

START_TEST (the_host_lies_where_companions_do)
{
  g_autofree char *path = companion_find ("lastmile-host");

  ck_assert_ptr_nonnull (path);
}
END_TEST

static gboolean
never (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

START_TEST (one_that_is_cancelled_says_nothing)
{
  char *argv[] = { "/bin/sh", "-c", "echo too late", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new ("", 0);
  CompanionLimits limits = { 20000, 100 };
  Heard result = { .loop = g_main_loop_new (NULL, FALSE) };

  companion_cancel (companion_start (argv, bytes, &limits, heard, &result, NULL));
  g_timeout_add (100, never, result.loop);
  g_main_loop_run (result.loop);
  g_main_loop_unref (result.loop);
  ck_assert_uint_eq (result.calls, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("companion");
  TCase *tcase = tcase_create ("companion");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, a_companion_is_heard_or_its_fault_is_told, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, a_long_question_arrives_whole);
  tcase_add_test (tcase, one_that_is_not_there_is_told);
  tcase_add_test (tcase, the_host_lies_where_companions_do);
  tcase_add_test (tcase, one_that_is_cancelled_says_nothing);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
