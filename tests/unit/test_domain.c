/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "knowledge/domain_slip.h"
#include "knowledge/domain_typo.h"
#include "knowledge/keyboard.h"
#include "knowledge/mail_provider.h"
#include "knowledge/name_set.h"
#include "knowledge/skeleton.h"

static double
slip (const char *typed, const char *meant)
{
  return domain_slip_log (typed, strlen (typed), meant, strlen (meant));
}

START_TEST (one_slip_of_each_kind_is_above_the_line)
{
  static const char *const typed[]
      = { "gmil.com",  "gmial.com",  "gmaill.com", "gmaik.com", "gmaxil.com", "gmailcom",
          "gmail.con", "grnail.com", "mail.com",   "gmail.co",  "gmail.cmo",  "gmai1.com" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    ck_assert_msg (slip (typed[i], "gmail.com") > DOMAIN_SLIP_SINGLE_LOG, "%s: %f", typed[i],
                   slip (typed[i], "gmail.com"));
}
END_TEST

START_TEST (two_slips_are_below_it_and_three_are_none)
{
  ck_assert (isfinite (slip ("gmial.con", "gmail.com")));
  ck_assert_double_lt (slip ("gmial.con", "gmail.com"), DOMAIN_SLIP_SINGLE_LOG);
  ck_assert_double_lt (slip ("aaol.comm", "aol.com"), DOMAIN_SLIP_SINGLE_LOG);
  ck_assert (isinf (slip ("gmxyl.con", "gmail.com")));
  ck_assert (isinf (slip ("rothwell-pumps.com", "gmail.com")));
  ck_assert (isinf (slip ("", "gmail.com")));
  ck_assert (isinf (slip ("gmail.com.com", "gmail.com")));
}
END_TEST

START_TEST (a_neighbouring_key_is_likelier_than_a_far_one)
{
  ck_assert_double_gt (slip ("gmaul.com", "gmail.com"), slip ("gmazl.com", "gmail.com"));
  ck_assert_double_gt (slip ("outlok.com", "outlook.com"), slip ("outlook.cm", "outlook.com"));
}
END_TEST

START_TEST (keys_touch_each_other_both_ways)
{
  for (char a = '-'; a <= 'z'; a++)
    for (char b = '-'; b <= 'z'; b++)
      ck_assert_msg (keyboard_is_neighbour (a, b) == keyboard_is_neighbour (b, a), "%c and %c", a,
                     b);
  ck_assert (keyboard_is_neighbour ('a', 's'));
  ck_assert (!keyboard_is_neighbour ('a', 'p'));
  ck_assert (!keyboard_is_neighbour ('a', '\0'));
}
END_TEST

START_TEST (a_stranger_with_a_short_name_is_likely)
{
  ck_assert_double_gt (domain_stranger_log ("aoc.com", 7, LABEL_UNKNOWN),
                       domain_stranger_log ("hotmaik.com", 11, LABEL_UNKNOWN));
  ck_assert_double_gt (domain_stranger_log ("harten.com", 10, LABEL_UNKNOWN),
                       domain_stranger_log ("hxrqtn.com", 10, LABEL_UNKNOWN));
  ck_assert_double_gt (domain_stranger_log ("harten.com", 10, LABEL_UNKNOWN),
                       domain_stranger_log ("harten.con", 10, LABEL_UNKNOWN));
  ck_assert (isfinite (domain_stranger_log ("", 0, LABEL_UNKNOWN)));
}
END_TEST

START_TEST (a_tie_is_told_by_the_lead)
{
  const DomainIndex *providers = mail_provider_index ();
  DomainTypo typo;

  ck_assert (domain_typo_find (&providers, 1, "162.com", &typo));
  ck_assert_double_lt (typo.log_lead, 1);
  ck_assert (domain_typo_find (&providers, 1, "hotmaik.com", &typo));
  ck_assert_str_eq (typo.meant->domain, "hotmail.com");
  ck_assert_double_gt (typo.log_lead, 3);
  ck_assert (!domain_typo_find (&providers, 1, "rothwell-pumps.com", &typo));
}
END_TEST

START_TEST (skeletons_of_what_looks_alike_are_equal)
{
  static const char *const pairs[][2]
      = { { "gmail", "gmаil" },   { "gmail", "gmàil" },
          { "gmail", "ɡmaıl" },   { "hartmann", "hartrnann" },
          { "dean", "clean" },    { "rothwellpumps", "r0thwe11-purnps" },
          { "paypal", "раураӏ" }, { "twilight", "tvvilight" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *left = skeleton_of_label (pairs[i][0], strlen (pairs[i][0]));
      g_autofree char *right = skeleton_of_label (pairs[i][1], strlen (pairs[i][1]));
      ck_assert_str_eq (left, right);
    }
}
END_TEST

START_TEST (scripts_that_are_written_together_are_not_mixed)
{
  static const char *const ordinary[]
      = { "example",        "müller",    "яндекс", "公司", "abc公司",
          "ソニーsony漢字", "삼성abc漢", "ελλάδα", "a-1",  "" };
  static const char *const mixed[] = { "tоrg", "αlpha", "яndex", "公司я", "ソ삼" };

  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++)
    ck_assert_msg (!skeleton_is_mixed_script (ordinary[i], strlen (ordinary[i])), "%s",
                   ordinary[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (mixed); i++)
    ck_assert_msg (skeleton_is_mixed_script (mixed[i], strlen (mixed[i])), "%s", mixed[i]);
}
END_TEST

START_TEST (every_provider_row_is_well_formed)
{
  guint length;
  const MailProvider *rows = mail_provider_rows (&length);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  ck_assert_uint_gt (length, 300);
  for (guint i = 0; i < length; i++)
    {
      ck_assert_msg (g_hash_table_add (seen, (gpointer) rows[i].domain), "%s stands twice",
                     rows[i].domain);
      ck_assert_msg (domain_ending_exists (rows[i].domain, strlen (rows[i].domain)), "%s",
                     rows[i].domain);
      ck_assert_msg (strlen (rows[i].domain) <= DOMAIN_SLIP_MAX_LENGTH, "%s", rows[i].domain);
      ck_assert_msg (rows[i].millions > 0 && rows[i].millions < 5000, "%s", rows[i].domain);
      ck_assert (rows[i].label == LABEL_COINED || rows[i].label == LABEL_WORD);
    }
}
END_TEST

START_TEST (no_typosquat_is_held_for_real)
{
  guint length;
  const Typosquat *rows = mail_provider_typosquats (&length);

  ck_assert_uint_gt (length, 30);
  for (guint i = 0; i < length; i++)
    {
      ck_assert_msg (i == 0 || strcmp (rows[i - 1].typed, rows[i].typed) < 0, "%s is out of order",
                     rows[i].typed);
      ck_assert_msg (!mail_provider_is_real (rows[i].typed), "%s", rows[i].typed);
      ck_assert_msg (domain_index_has (mail_provider_index (), rows[i].meant), "%s", rows[i].meant);
      ck_assert_str_eq (mail_provider_of_typosquat (rows[i].typed), rows[i].meant);
    }
  ck_assert_ptr_null (mail_provider_of_typosquat ("gmail.com"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("domain");
  TCase *tests = tcase_create ("domain");
  SRunner *runner;
  int failed;

  tcase_add_test (tests, one_slip_of_each_kind_is_above_the_line);
  tcase_add_test (tests, two_slips_are_below_it_and_three_are_none);
  tcase_add_test (tests, a_neighbouring_key_is_likelier_than_a_far_one);
  tcase_add_test (tests, keys_touch_each_other_both_ways);
  tcase_add_test (tests, a_stranger_with_a_short_name_is_likely);
  tcase_add_test (tests, a_tie_is_told_by_the_lead);
  tcase_add_test (tests, skeletons_of_what_looks_alike_are_equal);
  tcase_add_test (tests, scripts_that_are_written_together_are_not_mixed);
  tcase_add_test (tests, every_provider_row_is_well_formed);
  tcase_add_test (tests, no_typosquat_is_held_for_real);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
