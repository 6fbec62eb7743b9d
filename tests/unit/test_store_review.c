/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "store_folder.h"
#include "store_journal.h"
#include "store_review.h"

#define ANNA "anna@nordwind-tools.de"

static const ReviewPerson li = { "Li Wei", "li.wei@hengda.cn", "wei@desk-1" };
static const ReviewPerson chen = { "Chen Jing", NULL, "wei@desk-1" };
static const ReviewPerson chen_at_home = { "CHEN, jing", NULL, "jing@desk-2" };
static const ReviewPerson bob = { "Bob", NULL, "wei@desk-1" };

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

static Review *
request (const ReviewPerson *who)
{
  Review *review = store_review_request (store, ANNA, "Anna@nordwind-tools.de", who, NULL);

  ck_assert_ptr_nonnull (review);
  return review;
}

static ReviewAnswer
decide (const Review *review, const ReviewPerson *who, gboolean confirmed)
{
  ReviewAnswer answer;

  ck_assert (store_review_decide (store, review->id, who, confirmed, NULL, &answer, NULL));
  return answer;
}

static ReviewState
state (void)
{
  g_autoptr (Review) review = store_review_find (store, ANNA, NULL);

  ck_assert_ptr_nonnull (review);
  return review->state;
}

START_TEST (there_is_none_and_no_file_before_somebody_asks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = store_review_list (store, 10, &error);

  ck_assert_uint_eq (list->len, 0);
  ck_assert_ptr_null (store_review_find (store, ANNA, &error));
  ck_assert_ptr_null (error);
  ck_assert (!g_file_test (store_path (store), G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (a_colleague_confirms_and_it_is_kept_who_and_when)
{
  g_autoptr (Review) review = request (&li);
  g_autoptr (Review) again = request (&li);
  g_autoptr (Review) found = NULL;
  ReviewAnswer answer;

  ck_assert_int_eq (review->state, REVIEW_REQUESTED);
  ck_assert_str_eq (review->id, again->id);
  ck_assert (store_review_decide (store, review->id, &chen, TRUE, "by phone", &answer, NULL));
  ck_assert_int_eq (answer, REVIEW_TAKEN);
  found = store_review_get (store, review->id, NULL);
  ck_assert_int_eq (found->state, REVIEW_CONFIRMED);
  ck_assert_str_eq (found->address, "Anna@nordwind-tools.de");
  ck_assert_str_eq (found->requester, "Li Wei");
  ck_assert_str_eq (found->reviewer, "Chen Jing");
  ck_assert_str_eq (found->note, "by phone");
  ck_assert_int_ge (found->decided_at, found->requested_at);
  ck_assert_ptr_null (store_review_find (store, "anne@nordwind-tools.de", NULL));
}
END_TEST

/* Names that are, or are not, another person than Li Wei <li.wei@hengda.cn>. */
static const struct
{
  const char *name;
  ReviewAnswer answer;
} names[] = {
  { "Li Wei", REVIEW_OWN },           { "  wei,LI ", REVIEW_OWN },
  { "Ｌｉ Ｗｅｉ", REVIEW_OWN }, /* full-width letters */
  { "LI.WEI@HENGDA.CN", REVIEW_OWN }, { "Li Wen", REVIEW_TAKEN },
  { "李伟", REVIEW_TAKEN },
};

START_TEST (whoever_asks_does_not_answer)
{
  g_autoptr (Review) review = request (&li);
  const ReviewPerson who = { names[_i].name, NULL, "wei@desk-1" };

  ck_assert_int_eq (decide (review, &who, TRUE), names[_i].answer);
  ck_assert_int_eq (state (),
                    names[_i].answer == REVIEW_TAKEN ? REVIEW_CONFIRMED : REVIEW_REQUESTED);
}
END_TEST

/* Another machine's program may have let one in, and the database of a team brings it here. */
START_TEST (a_name_that_is_no_utf8_stops_nobody)
{
  const ReviewPerson who = { "\300\356\316\260", NULL, "wei@desk-1" };
  g_autoptr (Review) review = request (&who);

  ck_assert_int_eq (decide (review, &who, TRUE), REVIEW_OWN);
  ck_assert_int_eq (decide (review, &chen, TRUE), REVIEW_TAKEN);
}
END_TEST

START_TEST (one_person_has_one_word_wherever_it_is_said)
{
  const ReviewPerson other_name = { "Somebody Else", NULL, "jing@desk-2" };
  g_autoptr (Review) review = request (&li);

  ck_assert_int_eq (decide (review, &chen, TRUE), REVIEW_TAKEN);
  ck_assert_int_eq (decide (review, &chen, FALSE), REVIEW_TWICE);
  ck_assert_int_eq (decide (review, &chen_at_home, TRUE), REVIEW_TWICE);
  ck_assert_int_eq (state (), REVIEW_CONFIRMED);
  ck_assert_int_eq (decide (review, &other_name, FALSE), REVIEW_TAKEN);
  ck_assert_int_eq (decide (review, &(ReviewPerson){ "Third Name", NULL, "jing@desk-2" }, TRUE),
                    REVIEW_TWICE);
  ck_assert_int_eq (decide (review, &bob, TRUE), REVIEW_TAKEN);
}
END_TEST

START_TEST (a_refusal_outweighs_and_a_corrected_request_starts_anew)
{
  g_autoptr (Review) review = request (&li);
  g_autoptr (Review) next = NULL;

  ck_assert_int_eq (decide (review, &bob, TRUE), REVIEW_TAKEN);
  ck_assert_int_eq (decide (review, &chen, FALSE), REVIEW_TAKEN);
  ck_assert_int_eq (state (), REVIEW_REFUSED);
  next = request (&li);
  ck_assert_str_ne (next->id, review->id);
  ck_assert_int_eq (state (), REVIEW_REQUESTED);
  ck_assert_int_eq (decide (next, &chen, TRUE), REVIEW_TAKEN);
  ck_assert_int_eq (state (), REVIEW_CONFIRMED);
}
END_TEST

START_TEST (those_that_wait_come_first_and_a_forgotten_address_has_none)
{
  g_autoptr (Review) review = request (&li);
  g_autoptr (Review) other
      = store_review_request (store, "tom@rothwell.com", "tom@rothwell.com", &li, NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) left = NULL;

  ck_assert_int_eq (decide (review, &chen, TRUE), REVIEW_TAKEN);
  list = store_review_list (store, 10, NULL);
  ck_assert_uint_eq (list->len, 2);
  ck_assert_str_eq (((Review *) g_ptr_array_index (list, 0))->id, other->id);
  ck_assert (store_forget (store, "ANNA@nordwind-tools.de", NULL));
  left = store_review_list (store, 10, NULL);
  ck_assert_uint_eq (left->len, 1);
  ck_assert_int_eq (decide (review, &bob, TRUE), REVIEW_UNKNOWN);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store_review");
  TCase *tcase = tcase_create ("store_review");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, there_is_none_and_no_file_before_somebody_asks);
  tcase_add_test (tcase, a_colleague_confirms_and_it_is_kept_who_and_when);
  tcase_add_loop_test (tcase, whoever_asks_does_not_answer, 0, G_N_ELEMENTS (names));
  tcase_add_test (tcase, one_person_has_one_word_wherever_it_is_said);
  tcase_add_test (tcase, a_name_that_is_no_utf8_stops_nobody);
  tcase_add_test (tcase, a_refusal_outweighs_and_a_corrected_request_starts_anew);
  tcase_add_test (tcase, those_that_wait_come_first_and_a_forgotten_address_has_none);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
