/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "store_folder.h"
#include "store_journal.h"
#include "store_mailbox.h"

#define ANNA "anna@nordwind-tools.de"
#define BOB "bob@nordwind-tools.de"

static Store *store;

static void
setup (void)
{
  store_folder_make ();
  store = store_open (store_folder);
}

static void
teardown (void)
{
  store_close (store);
  store_folder_remove ();
}

static StoreMailbox
ask_by (Store *whose, const char *way, const char *key, guint per_hour)
{
  g_autofree char *answer = NULL;
  return store_mailbox_ask (whose, way, key, per_hour, &answer, NULL);
}

static StoreMailbox
ask (const char *key)
{
  return ask_by (store, "probe", key, 100);
}

START_TEST (an_answer_is_kept_for_every_process)
{
  g_autoptr (Store) other = store_open (store_folder);
  g_autofree char *answer = NULL;

  ck_assert_int_eq (ask (ANNA), STORE_MAILBOX_ASK);
  ck_assert_int_eq (ask (ANNA), STORE_MAILBOX_ASKED);
  ck_assert_int_eq (ask_by (other, "probe", ANNA, 100), STORE_MAILBOX_ASKED);
  ck_assert (store_mailbox_answer (store, "probe", ANNA, "the answer", NULL));
  ck_assert_int_eq (store_mailbox_ask (other, "probe", ANNA, 100, &answer, NULL),
                    STORE_MAILBOX_KNOWN);
  ck_assert_str_eq (answer, "the answer");
  ck_assert_int_eq (ask (BOB), STORE_MAILBOX_ASK);
}
END_TEST

START_TEST (another_way_has_its_own_answers_and_its_own_hour)
{
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASK);
  ck_assert_int_eq (ask_by (store, "service", ANNA, 1), STORE_MAILBOX_ASK);
  ck_assert_int_eq (ask_by (store, "probe", BOB, 1), STORE_MAILBOX_LIMIT);
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASKED);
}
END_TEST

START_TEST (what_was_taken_back_does_not_count)
{
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASK);
  ck_assert (store_mailbox_answer (store, "probe", ANNA, NULL, NULL));
  ck_assert_int_eq (ask_by (store, "probe", BOB, 1), STORE_MAILBOX_ASK);
}
END_TEST

START_TEST (the_hour_and_the_day_pass)
{
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASK);
  store_folder_run_sql ("UPDATE asked_mailbox SET asked_at = asked_at - 3601");
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASKED);
  ck_assert_int_eq (ask_by (store, "probe", BOB, 1), STORE_MAILBOX_ASK);
  store_folder_run_sql ("UPDATE asked_mailbox SET asked_at = asked_at - 86401 + 3601");
  ck_assert_int_eq (ask (ANNA), STORE_MAILBOX_ASK);
}
END_TEST

START_TEST (a_clock_that_was_wrong_locks_nobody_out)
{
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 1), STORE_MAILBOX_ASK);
  store_folder_run_sql ("UPDATE asked_mailbox SET asked_at = asked_at + 1000000");
  ck_assert_int_eq (ask_by (store, "probe", BOB, 1), STORE_MAILBOX_ASK);
  ck_assert_int_eq (ask_by (store, "probe", ANNA, 100), STORE_MAILBOX_ASK);
}
END_TEST

START_TEST (who_is_forgotten_was_never_asked_for)
{
  ck_assert_int_eq (ask (ANNA), STORE_MAILBOX_ASK);
  ck_assert (store_forget (store, ANNA, NULL));
  ck_assert_int_eq (ask (ANNA), STORE_MAILBOX_ASK);
}
END_TEST

START_TEST (without_a_place_to_remember_nobody_is_asked)
{
  g_autoptr (Store) nowhere = store_open ("/proc/no-such-folder");

  ck_assert_int_eq (ask_by (nowhere, "probe", ANNA, 100), STORE_MAILBOX_FAILED);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store_mailbox");
  TCase *tcase = tcase_create ("asked");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, an_answer_is_kept_for_every_process);
  tcase_add_test (tcase, another_way_has_its_own_answers_and_its_own_hour);
  tcase_add_test (tcase, what_was_taken_back_does_not_count);
  tcase_add_test (tcase, the_hour_and_the_day_pass);
  tcase_add_test (tcase, a_clock_that_was_wrong_locks_nobody_out);
  tcase_add_test (tcase, who_is_forgotten_was_never_asked_for);
  tcase_add_test (tcase, without_a_place_to_remember_nobody_is_asked);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
