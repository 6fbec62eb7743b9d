/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "finding.h"
#include "nearest_known.h"

static Correspondents *known;
static Policy *policy;

static void
setup (void)
{
  DirectoryEntry *entry = g_new0 (DirectoryEntry, 1);

  known = correspondents_new ();
  correspondents_add (known, "anna@nordwind-tools.de", 3, 0, FALSE);
  correspondents_add (known, "anne@nordwind-tools.de", 1, 0, FALSE);
  correspondents_add (known, "bob@rothwell-pumps.com", 0, 0, TRUE);
  correspondents_add (known, "anna@nordwind-too1s.de", 0, 4, FALSE); /* only wrote to the user */
  correspondents_finish (known);
  policy = policy_new ();
  entry->company = g_strdup ("Hartmann Seals");
  entry->domains = g_strsplit ("hartmann-seals.com", " ", -1);
  g_ptr_array_add (policy->directory, entry);
}

static void
teardown (void)
{
  correspondents_free (known);
  policy_free (policy);
}

/* The marks as "3+2 7+1". */
static char *
marks_text (const GArray *marks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const FindingMark *mark = &g_array_index (marks, FindingMark, i);
      g_string_append_printf (text, "%s%zu+%zu", i > 0 ? " " : "", mark->start, mark->length);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *typed;
  const char *near; /* "address marks/known marks", apart by "; " */
} cases[] = {
  { "anna@nordwind-tools.de", "anne@nordwind-tools.de 3+1/3+1" },
  { "anna@nordwlnd-tools.de",
    "anna@nordwind-tools.de 10+1/10+1; anne@nordwind-tools.de 3+1 10+1/3+1 10+1" },
  { "bob@rothwel-pumps.com", "bob@rothwell-pumps.com 11+0/11+1" },
  { "bob@rothw\u0435ll-pumps.com", "bob@rothwell-pumps.com 9+2/9+1" }, /* Cyrillic */
  { "carla@hartrnann-seals.com", "carla@hartmann-seals.com 10+2/10+1" },
  { "somebody@elsewhere.org", "" },
};

START_TEST (the_nearest_come_first_with_what_differs)
{
  g_autoptr (GPtrArray) near = nearest_known_find (cases[_i].typed, known, policy, 5);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < near->len; i++)
    {
      const NearKnown *one = g_ptr_array_index (near, i);
      g_autofree char *marks = marks_text (one->marks);
      g_autofree char *known_marks = marks_text (one->known_marks);
      g_string_append_printf (found, "%s%s %s/%s", i > 0 ? "; " : "", one->address, marks,
                              known_marks);
    }
  ck_assert_str_eq (found->str, cases[_i].near);
}
END_TEST

START_TEST (no_more_than_asked_for_and_no_correspondents_are_no_fault)
{
  g_autoptr (GPtrArray) one = nearest_known_find ("anna@nordwlnd-tools.de", known, policy, 1);
  g_autoptr (GPtrArray) none = nearest_known_find ("anna@nordwlnd-tools.de", NULL, policy, 5);
  g_autofree char *long_text = g_strnfill (3000, 'a');
  g_autoptr (GPtrArray) of_long = nearest_known_find (long_text, known, policy, 5);

  ck_assert_uint_eq (one->len, 1);
  ck_assert_uint_eq (none->len, 0);
  ck_assert_uint_eq (of_long->len, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("nearest_known");
  TCase *tcase = tcase_create ("nearest_known");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, the_nearest_come_first_with_what_differs, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, no_more_than_asked_for_and_no_correspondents_are_no_fault);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
