/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "finding_marks.h"

static const struct
{
  const char *address;
  const char *suggestion; /* NULL: none */
  const char *marks;      /* "start+length" in bytes, apart by blanks */
} rows[] = {
  { "a@gamil.com", "a@gmail.com", "3+1" },
  { "a@gmial.com", "a@gmail.com", "4+1" },
  { "a@gmail.con", "a@gmail.com", "10+1" },
  { "a@gmailcom", "a@gmail.com", "7+0" },
  { "a@gmal.com", "a@gmail.com", "5+0" },
  { "a@gmaill.com", "a@gmail.com", "7+1" },
  { "wang＠gmail。com", "wang@gmail.com", "4+3 12+3" },
  { "john_doe@company_com", "john_doe@company.com", "16+1" },
  { "a@b.com.", "a@b.com", "7+1" },
  { "mailto:a@b.com", "a@b.com", "0+7" },
  { "中文@gamil.com", "中文@gmail.com", "8+1" },
  { "a@b.com", "a@b.com", "" },
  { "a@b.com;c@d.com", "a@b.com, c@d.com", "" },
  { "a@b.com", NULL, "" },
};

static Finding *
make_finding (Findings *findings, const char *address, const char *suggestion)
{
  Finding *finding = findings_add_sender (findings, SUBJECT_FROM, address);
  if (suggestion != NULL)
    finding_suggest (finding, suggestion);
  return finding;
}

static char *
marks_text (const Finding *finding)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < finding->marks->len; i++)
    {
      const FindingMark *mark = &g_array_index (finding->marks, FindingMark, i);
      g_string_append_printf (text, "%s%zu+%zu", i > 0 ? " " : "", mark->start, mark->length);
    }
  return g_string_free (text, FALSE);
}

START_TEST (what_a_suggestion_changes_is_marked)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings, rows[_i].address, rows[_i].suggestion);
  g_autofree char *marks = NULL;

  finding_marks_finish (finding);
  marks = marks_text (finding);
  ck_assert_msg (g_str_equal (marks, rows[_i].marks), "%s: %s", rows[_i].address, marks);
}
END_TEST

START_TEST (a_checks_own_marks_are_kept_in_order_and_apart)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings, "abcdefgh", "xyz");
  g_autofree char *marks = NULL;

  finding_mark (finding, 5, 2);
  finding_mark (finding, 0, 1);
  finding_mark (finding, 6, 1);
  finding_mark (finding, 7, 9);
  finding_marks_finish (finding);
  marks = marks_text (finding);
  ck_assert_str_eq (marks, "0+1 5+2");
}
END_TEST

START_TEST (a_long_difference_is_one_mark)
{
  g_autoptr (Findings) findings = findings_new ();
  g_autofree char *address = g_strnfill (5000, 'x');
  Finding *finding = make_finding (findings, address, "a@b.com");
  g_autofree char *marks = NULL;

  finding_marks_finish (finding);
  marks = marks_text (finding);
  ck_assert_str_eq (marks, "0+5000");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("finding_marks");
  TCase *tcase = tcase_create ("finding_marks");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, what_a_suggestion_changes_is_marked, 0, (int) G_N_ELEMENTS (rows));
  tcase_add_test (tcase, a_checks_own_marks_are_kept_in_order_and_apart);
  tcase_add_test (tcase, a_long_difference_is_one_mark);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
