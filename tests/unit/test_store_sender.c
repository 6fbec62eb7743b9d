/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* memmem () */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "death.h"
#include "policy.h"
#include "sender_history.h"
#include "store_folder.h"
#include "store_sender.h"

/* Reports go into the store one after the other; what stretches it has then, and what the last
 * report says of before. */

/* --- Reports as texts: "100 spf=fine ptr/192.0.2.9=!missing dmarc=~none dkim=?" is one of the
 * moment 100; a sign before the outcome says that it is a fault (!), a note (~), or not checked
 * (?); a variant stands behind a colon. --- */

static void
read_point (SenderReport *report, const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) place = g_strsplit (sides[0], "/", 2);
  SenderPoint *point
      = sender_point_new (g_intern_string (place[0]), place[1] != NULL ? place[1] : "");
  const char *outcome = sides[1];
  PointState state = *outcome == '!'   ? POINT_FAULT
                     : *outcome == '~' ? POINT_NOTE
                     : *outcome == '?' ? POINT_NOT_CHECKED
                                       : POINT_FINE;

  const char *said = outcome + (state != POINT_FINE ? 1 : 0);
  const char *colon = strchr (said, ':');
  g_autofree char *word = g_strndup (said, strcspn (said, ":"));

  sender_point_set (point, state, g_intern_string (word));
  point->variant = colon != NULL ? g_intern_string (colon + 1) : NULL;
  sender_point_param (point, "record", "v=spf1 \"-all\"");
  g_ptr_array_add (report->points, point);
}

static SenderReport *
read_report (const char *domain, const char *text)
{
  SenderReport *report = sender_report_new (domain, domain);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  report->checked_at = atoll (words[0]);
  for (guint i = 1; words[i] != NULL; i++)
    read_point (report, words[i]);
  return report;
}

static char *
write_list (Store *store, const char *domain)
{
  g_autoptr (GPtrArray) list = store_sender_list (store, domain, NULL);
  GString *text = g_string_new (NULL);

  ck_assert_ptr_nonnull (list);
  for (guint i = 0; i < list->len; i++)
    {
      const SenderStretch *stretch = list->pdata[i];
      const SenderPoint *point = stretch->point;
      g_string_append_printf (text, "%s%s%s%s=%s %d-%d", i > 0 ? ", " : "", point->area,
                              *point->subject != '\0' ? "/" : "", point->subject, point->outcome,
                              (int) stretch->since, (int) stretch->until);
    }
  return g_string_free (text, FALSE);
}

/* "spf since 100 was missing 50-90 better" */
static char *
write_report (const SenderReport *report)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "compared %d", (int) report->compared_with);
  for (guint i = 0; i < report->points->len; i++)
    {
      const SenderPoint *point = report->points->pdata[i];
      g_string_append_printf (text, ", %s since %d", point->area, (int) point->since);
      if (point->was != NULL)
        g_string_append_printf (text, " was %s %d-%d", point->was->point->outcome,
                                (int) point->was->since, (int) point->was->until);
      if (point->change != CHANGE_NONE)
        g_string_append_printf (text, " %s", sender_change_name (point->change));
    }
  return g_string_free (text, FALSE);
}

#define DOMAIN "rothwell-pumps.com"
#define KEEP_DAYS 1
#define DAY 86400

static const struct
{
  const char *name;
  const char *reports[6];
  gint64 since; /* what the last report is compared with; 0: the one before */
  const char *stretches;
  const char *last;
} sequences[] = {
  { "the first look has nothing before it",
    { "100 spf=fine dmarc=!missing" },
    0,
    "dmarc=missing 100-100, spf=fine 100-100",
    "compared 0, spf since 100, dmarc since 100" },
  { "what stays is one stretch",
    { "100 spf=fine", "200 spf=fine", "300 spf=fine" },
    0,
    "spf=fine 100-300",
    "compared 200, spf since 100" },
  { "what gets worse ends one and begins another",
    { "100 spf=fine", "200 spf=fine", "300 spf=!missing" },
    0,
    "spf=missing 300-300, spf=fine 100-200",
    "compared 200, spf since 300 was fine 100-200 worse" },
  { "what got better keeps saying what it was, and is no change any more",
    { "100 spf=!missing", "200 spf=fine", "300 spf=fine" },
    0,
    "spf=fine 200-300, spf=missing 100-100",
    "compared 200, spf since 200 was missing 100-100" },
  { "not checked in the middle neither ends a stretch nor makes it longer",
    { "100 spf=fine", "200 spf=?", "300 spf=fine", "400 spf=?" },
    0,
    "spf=fine 100-300",
    "compared 0, spf since 0" },
  { "what changed while it could not be checked is told when it can",
    { "100 spf=fine dmarc=fine", "200 spf=? dmarc=fine", "300 spf=!missing dmarc=fine" },
    0,
    "dmarc=fine 100-300, spf=missing 300-300, spf=fine 100-100",
    "compared 200, spf since 300 was fine 100-100 worse, dmarc since 100" },
  { "a note lies between",
    { "100 dmarc=!missing", "200 dmarc=~none", "300 dmarc=fine" },
    0,
    "dmarc=fine 300-300, dmarc=none 200-200, dmarc=missing 100-100",
    "compared 200, dmarc since 300 was none 200-200 better" },
  { "another fault is neither better nor worse",
    { "100 spf=!missing", "200 spf=!syntax" },
    0,
    "spf=syntax 200-200, spf=missing 100-100",
    "compared 100, spf since 200 was missing 100-100 other" },
  { "the same fault of another kind is another",
    { "100 smtp=!unreachable:refused", "200 smtp=!unreachable:timeout" },
    0,
    "smtp=unreachable 200-200, smtp=unreachable 100-100",
    "compared 100, smtp since 200 was unreachable 100-100 other" },
  { "what is still so is kept, however long ago it began",
    { "100 spf=fine", "86400 spf=fine", "172700 spf=fine" },
    0,
    "spf=fine 100-172700",
    "compared 86400, spf since 100" },
  { "points of one area are told apart by what they are about",
    { "100 blocklist/192.0.2.8=fine blocklist/192.0.2.9=fine",
      "200 blocklist/192.0.2.8=fine blocklist/192.0.2.9=!listed" },
    0,
    "blocklist/192.0.2.8=fine 100-200, blocklist/192.0.2.9=listed 200-200, "
    "blocklist/192.0.2.9=fine 100-100",
    "compared 100, blocklist since 100, blocklist since 200 was fine 100-100 worse" },
  { "a fault of what was not looked at before is new; what is fine is not told",
    { "100 spf=fine", "200 spf=fine ptr=fine blocklist=!listed dmarc=~none" },
    0,
    "blocklist=listed 200-200, dmarc=none 200-200, ptr=fine 200-200, spf=fine 100-200",
    "compared 100, spf since 100, ptr since 200, blocklist since 200 new, dmarc since 200" },
  { "of a domain that is gone the other points are not known",
    { "100 domain=fine spf=fine", "200 domain=!not_found", "300 domain=fine spf=fine" },
    0,
    "domain=fine 300-300, domain=not_found 200-200, domain=fine 100-100, spf=fine 100-300",
    "compared 200, domain since 300 was not_found 200-200 better, spf since 100" },
  { "compared with what the user knows, not with the look before",
    { "100 spf=fine", "200 spf=!missing", "300 spf=!missing" },
    150,
    "spf=missing 200-300, spf=fine 100-100",
    "compared 150, spf since 200 was fine 100-100 worse" },
  { "there and back again is no change",
    { "100 spf=fine", "200 spf=!missing", "300 spf=fine" },
    150,
    "spf=fine 300-300, spf=missing 200-200, spf=fine 100-100",
    "compared 150, spf since 300 was missing 200-200" },
  { "a moment before the first look is that look",
    { "100 spf=fine", "200 spf=!missing" },
    5,
    "spf=missing 200-200, spf=fine 100-100",
    "compared 100, spf since 200 was fine 100-100 worse" },
  { "a moment to come is the last look",
    { "100 spf=fine", "200 spf=!missing" },
    5000,
    "spf=missing 200-200, spf=fine 100-100",
    "compared 100, spf since 200 was fine 100-100 worse" },
  { "two looks in one second",
    { "100 spf=fine", "100 spf=!missing", "100 spf=fine" },
    0,
    "spf=fine 100-100, spf=missing 100-100, spf=fine 100-100",
    "compared 100, spf since 100 was missing 100-100 better" },
  { "a clock that was wrong once",
    { "900 spf=fine", "100 spf=fine", "200 spf=!missing" },
    0,
    "spf=missing 200-200, spf=fine 100-100",
    "compared 100, spf since 200 was fine 100-100 worse" },
  { "what was last seen too long ago is forgotten",
    { "100 spf=!missing ptr=fine", "200 spf=fine", "86500 spf=fine", "86501 spf=fine" },
    0,
    "spf=fine 200-86501",
    "compared 86500, spf since 200" },
};

START_TEST (reports_become_stretches_and_changes)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (SenderReport) report = NULL;
  g_autofree char *stretches = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; sequences[_i].reports[i] != NULL; i++)
    {
      gboolean is_last = sequences[_i].reports[i + 1] == NULL;

      g_clear_pointer (&report, sender_report_free);
      report = read_report (DOMAIN, sequences[_i].reports[i]);
      ck_assert (
          store_sender_note (store, report, is_last ? sequences[_i].since : 0, KEEP_DAYS, NULL));
    }
  stretches = write_list (store, DOMAIN);
  last = write_report (report);
  ck_assert_msg (strcmp (stretches, sequences[_i].stretches) == 0, "%s: %s", sequences[_i].name,
                 stretches);
  ck_assert_msg (strcmp (last, sequences[_i].last) == 0, "%s: %s", sequences[_i].name, last);
}
END_TEST

START_TEST (what_a_point_said_comes_back_whole)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (SenderReport) report = read_report (DOMAIN, "100 spf=!syntax");
  SenderPoint *point = report->points->pdata[0];
  g_autoptr (GPtrArray) list = NULL;
  const SenderPoint *kept;

  point->variant = "term";
  sender_point_param (point, "fault", "ip4:300.1.1.1 \xff 中文");
  ck_assert (store_sender_note (store, report, 0, KEEP_DAYS, NULL));
  list = store_sender_list (store, DOMAIN, NULL);
  ck_assert_uint_eq (list->len, 1);
  kept = ((const SenderStretch *) list->pdata[0])->point;
  ck_assert (sender_point_stands_as (kept, point));
  ck_assert_str_eq (kept->variant, "term");
  ck_assert_str_eq (sender_point_find (kept, "record"), "v=spf1 \"-all\"");
  ck_assert_str_eq (sender_point_find (kept, "fault"), sender_point_find (point, "fault"));
}
END_TEST

START_TEST (nothing_is_made_for_what_could_not_be_checked)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (SenderReport) report = read_report (DOMAIN, "100 spf=? dmarc=?");
  g_autoptr (GPtrArray) list = NULL;

  ck_assert (store_sender_note (store, report, 0, KEEP_DAYS, NULL));
  ck_assert (!g_file_test (store_path (store), G_FILE_TEST_EXISTS));
  list = store_sender_list (store, DOMAIN, NULL);
  ck_assert_uint_eq (list->len, 0);
  ck_assert (store_sender_forget (store, DOMAIN, NULL));
  ck_assert (!g_file_test (store_path (store), G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (what_the_policy_does_not_let_be_kept_is_not)
{
  static const struct
  {
    gboolean remember;
    guint days;
    SenderHistory history;
  } policies[]
      = { { TRUE, 730, HISTORY_KEPT }, { FALSE, 730, HISTORY_OFF }, { TRUE, 0, HISTORY_OFF } };

  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autoptr (Policy) policy = policy_new ();
      g_autoptr (Store) store = store_open (store_folder);
      g_autofree char *domain = g_strdup_printf ("%u.com", i);
      g_autoptr (SenderReport) report = read_report (domain, "100 spf=fine");
      g_autofree char *kept = NULL;

      policy->remember = policies[i].remember;
      policy->sender_days = policies[i].days;
      sender_history_note (store, policy, 0, report, NULL);
      kept = write_list (store, domain);
      ck_assert_int_eq (report->history, policies[i].history);
      ck_assert_str_eq (kept, policies[i].history == HISTORY_KEPT ? "spf=fine 100-100" : "");
    }
}
END_TEST

START_TEST (a_report_is_whole_without_a_store)
{
  g_autoptr (Policy) policy = policy_new ();
  g_autofree char *path = g_build_filename (store_folder, "file", NULL);
  g_autoptr (Store) store = store_open (path);
  g_autoptr (SenderReport) report = read_report (DOMAIN, "100 spf=fine");
  g_autoptr (GError) error = NULL;

  ck_assert (g_file_set_contents (path, "", 0, NULL));
  sender_history_note (store, policy, 0, report, &error);
  ck_assert (error != NULL && error->domain == STORE_ERROR);
  ck_assert_int_eq (report->history, HISTORY_FAILED);
  ck_assert_uint_eq (report->points->len, 1);
}
END_TEST

static gboolean
stands_in_a_file (const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (store_folder, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (store_folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      found |= g_file_get_contents (path, &bytes, &length, NULL)
               && memmem (bytes, length, text, strlen (text)) != NULL;
    }
  return found;
}

START_TEST (a_forgotten_domain_is_in_no_file_and_others_stay)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (SenderReport) own = read_report (DOMAIN, "100 spf=fine");
  g_autoptr (SenderReport) other = read_report ("nordwind-tools.de", "100 spf=fine");
  g_autofree char *kept = NULL;

  ck_assert (store_sender_note (store, own, 0, KEEP_DAYS, NULL));
  ck_assert (store_sender_note (store, other, 0, KEEP_DAYS, NULL));
  ck_assert (stands_in_a_file (DOMAIN));
  ck_assert (store_sender_forget (store, DOMAIN, NULL));
  ck_assert (!stands_in_a_file (DOMAIN));
  kept = write_list (store, "nordwind-tools.de");
  ck_assert_str_eq (kept, "spf=fine 100-100");
}
END_TEST

/* --- Several at once, and death in the middle --- */

#define MANY 100

static void
note_many (void)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("%d spf=%s dmarc=fine", 100 + i, i % 2 == 0 ? "fine" : "!missing");
      g_autoptr (SenderReport) report = read_report (DOMAIN, text);
      if (!store_sender_note (store, report, 0, KEEP_DAYS, NULL))
        _exit (1);
    }
  _exit (0);
}

START_TEST (two_hosts_at_once_leave_no_two_equal_stretches_in_a_row)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) list = NULL;
  guint n_dmarc = 0;

  for (int i = 0; i < 2; i++)
    if (fork () == 0)
      note_many ();
  for (int i = 0; i < 2; i++)
    {
      int status;
      ck_assert_int_ne (wait (&status), -1);
      ck_assert_int_eq (status, 0);
    }
  list = store_sender_list (store, DOMAIN, NULL);
  ck_assert_uint_ge (list->len, MANY);
  for (guint i = 0; i < list->len; i++)
    {
      const SenderPoint *point = ((const SenderStretch *) list->pdata[i])->point;
      const SenderPoint *next
          = i + 1 < list->len ? ((const SenderStretch *) list->pdata[i + 1])->point : NULL;

      n_dmarc += strcmp (point->area, "dmarc") == 0 ? 1 : 0;
      if (next != NULL && strcmp (next->area, point->area) == 0)
        ck_assert_str_ne (next->outcome, point->outcome);
    }
  ck_assert_uint_eq (n_dmarc, 1);
}
END_TEST

/* Notes one report of two points after another and tells each that was acknowledged; never returns.
 */
static void
note_and_tell (int out, guint first)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (guint i = first;; i++)
    {
      g_autofree char *domain = g_strdup_printf ("%u.com", i);
      g_autoptr (SenderReport) report = read_report (domain, "100 spf=fine dmarc=fine");
      if (!store_sender_note (store, report, 0, KEEP_DAYS, NULL)
          || write (out, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

START_TEST (nothing_acknowledged_is_lost_at_a_kill_and_no_report_is_half)
{
  guint next = 0;

  for (guint round = 0; round < 20; round++)
    {
      guint last = kill_in_the_middle (note_and_tell, next, 150 * round);
      g_autoptr (Store) store = store_open (store_folder);

      for (guint i = 0; i <= last + 1; i++)
        {
          g_autofree char *domain = g_strdup_printf ("%u.com", i);
          g_autoptr (GPtrArray) list = store_sender_list (store, domain, NULL);

          ck_assert_ptr_nonnull (list);
          ck_assert_msg (list->len == 2 || (list->len == 0 && i > last), "%s has %u points", domain,
                         list->len);
        }
      next = last + 1;
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store_sender");
  TCase *tcase = tcase_create ("store_sender");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, store_folder_make, store_folder_remove);
  tcase_set_timeout (tcase, 100);
  tcase_add_loop_test (tcase, reports_become_stretches_and_changes, 0, G_N_ELEMENTS (sequences));
  tcase_add_test (tcase, what_a_point_said_comes_back_whole);
  tcase_add_test (tcase, nothing_is_made_for_what_could_not_be_checked);
  tcase_add_test (tcase, what_the_policy_does_not_let_be_kept_is_not);
  tcase_add_test (tcase, a_report_is_whole_without_a_store);
  tcase_add_test (tcase, a_forgotten_domain_is_in_no_file_and_others_stay);
  tcase_add_test (tcase, two_hosts_at_once_leave_no_two_equal_stretches_in_a_row);
  tcase_add_test (tcase, nothing_acknowledged_is_lost_at_a_kill_and_no_report_is_half);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
