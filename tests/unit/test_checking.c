/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "checking.h"
#include "evidence/correspondents.h"

/* A source that answers late: what waits in a session, without anything outside it. */

#define ID 7

typedef struct
{
  GMainLoop *loop;
  guint reports;
  guint first_not_checked;
  gboolean final;
  guint last_not_checked;
  guint deadline_entries; /* of the last report */
  guint cancelled_entries;
  gint64 final_at;
} Seen;

static guint source_delay_ms;

static gboolean
answer_late (gpointer data)
{
  question_answer (data, ANSWER_UNAVAILABLE, NULL, NULL, "store");
  return G_SOURCE_REMOVE;
}

static void
source_slow (Sources *sources, Question *question)
{
  g_timeout_add (source_delay_ms, answer_late, question);
}

static void
see_report (Checking *checking, gboolean final, gpointer data)
{
  Seen *seen = data;
  const GPtrArray *not_checked = run_not_checked (checking_run (checking));

  ck_assert_int_eq (checking_id (checking), ID);
  ck_assert_msg (!seen->final, "a report after the final one");
  if (seen->reports++ == 0)
    seen->first_not_checked = not_checked->len;
  seen->last_not_checked = not_checked->len;
  seen->deadline_entries = seen->cancelled_entries = 0;
  for (guint i = 0; i < not_checked->len; i++)
    {
      const NotChecked *entry = g_ptr_array_index (not_checked, i);
      seen->deadline_entries += g_str_equal (entry->why, "deadline");
      seen->cancelled_entries += g_str_equal (entry->why, "cancelled");
    }
  seen->final = final;
  seen->final_at = g_get_monotonic_time ();
  if (final && seen->loop != NULL)
    g_main_loop_quit (seen->loop);
}

static Message *
make_message (void)
{
  Message *message = message_new ();
  message_add_recipient (message, FIELD_TO, 0, "anna@printer.test", NULL);
  return message;
}

typedef struct
{
  Sources sources;
  Policy *policy;
  Seen seen;
  Checking *checking;
  gint64 started;
} World;

static void
world_start (World *world, guint delay_ms, guint deadline_ms)
{
  memset (world, 0, sizeof *world);
  source_delay_ms = delay_ms;
  sources_init (&world->sources);
  world->sources.fetch[QUESTION_correspondents] = source_slow;
  world->policy = policy_new ();
  world->seen.loop = g_main_loop_new (NULL, FALSE);
  world->checking = checking_new (ID, make_message (), world->policy, &world->sources, see_report,
                                  &world->seen);
  world->started = g_get_monotonic_time ();
  checking_start (world->checking, deadline_ms);
}

static void
world_end (World *world)
{
  g_main_loop_unref (world->seen.loop);
  checking_free (world->checking);
  policy_free (world->policy);
}

START_TEST (the_first_report_does_not_wait)
{
  World world;

  world_start (&world, 50, 5000);
  ck_assert_uint_eq (world.seen.reports, 1);
  ck_assert (!world.seen.final);
  ck_assert_uint_ge (findings_length (run_findings (checking_run (world.checking))), 1);
  g_main_loop_run (world.seen.loop);
  ck_assert_uint_eq (world.seen.deadline_entries, 0);
  ck_assert_uint_gt (world.seen.last_not_checked, world.seen.first_not_checked);
  world_end (&world);
}
END_TEST

START_TEST (the_deadline_holds)
{
  const guint deadline_ms = 300;
  World world;
  gint64 took_ms;

  world_start (&world, 450, deadline_ms);
  g_main_loop_run (world.seen.loop);
  took_ms = (world.seen.final_at - world.started) / 1000;
  ck_assert_int_ge (took_ms, deadline_ms - 1);
  ck_assert_int_le (took_ms, deadline_ms + deadline_ms / 10);
  ck_assert_uint_gt (world.seen.deadline_entries, 0);
  world_end (&world);

  /* The answer comes when nobody asks any more. */
  for (gint64 until = g_get_monotonic_time () + 300 * 1000; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  ck_assert_uint_eq (world.seen.reports, 2);
}
END_TEST

START_TEST (a_deadline_of_nothing_waits_for_nothing)
{
  World world;

  world_start (&world, 50, 0);
  ck_assert (world.seen.final);
  ck_assert_uint_eq (world.seen.reports, 1);
  ck_assert_uint_gt (world.seen.deadline_entries, 0);
  world_end (&world);
}
END_TEST

START_TEST (what_is_stopped_says_so)
{
  World world;

  world_start (&world, 10, 5000);
  checking_stop (world.checking, "cancelled");
  for (gint64 until = g_get_monotonic_time () + 100 * 1000; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  ck_assert_uint_eq (world.seen.reports, 1);
  see_report (world.checking, TRUE, &world.seen);
  ck_assert_uint_gt (world.seen.cancelled_entries, 0);
  world_end (&world);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("checking");
  TCase *tcase = tcase_create ("checking");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, the_first_report_does_not_wait);
  tcase_add_test (tcase, the_deadline_holds);
  tcase_add_test (tcase, a_deadline_of_nothing_waits_for_nothing);
  tcase_add_test (tcase, what_is_stopped_says_so);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
