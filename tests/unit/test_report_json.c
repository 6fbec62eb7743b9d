/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "wire/report_json.h"

#define MAX_BYTES 4096

static Finding *
make_finding (Findings *findings)
{
  findings_set_context (findings, CHECK_recipient_domain_typo, NULL);
  return findings_add_sender (findings, SUBJECT_FROM, "王wang＠gmail。com");
}

static cJSON *
parse (const char *text)
{
  cJSON *json = json_parse (text, strlen (text), NULL);
  ck_assert_msg (json != NULL, "not JSON: %.200s", text);
  return json;
}

START_TEST (marks_count_code_points)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings);
  g_autoptr (cJSON) json = NULL;
  g_autofree char *text = NULL;

  finding_mark (finding, 7, 3);
  finding_mark (finding, 15, 3);
  json = finding_to_json (finding);
  text = json_print (cJSON_GetObjectItemCaseSensitive (json, "marks"));
  ck_assert_str_eq (text, "[[5,1],[11,1]]");
}
END_TEST

START_TEST (a_long_finding_is_cut_and_stays_json)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings);
  g_autofree char *huge = g_strnfill (100000, '"');
  g_autofree char *text = NULL;
  g_autoptr (cJSON) json = NULL;

  for (int i = 0; i < 5000; i++)
    finding_param_add (finding, "others", "汉字@example.com");
  finding_param (finding, "text", huge);
  finding_suggest (finding, huge);
  text = finding_print (finding, MAX_BYTES);
  ck_assert_uint_le (strlen (text), MAX_BYTES);
  json = parse (text);
  ck_assert_ptr_null (cJSON_GetObjectItemCaseSensitive (json, "suggestion"));
  ck_assert_str_eq (cJSON_GetObjectItemCaseSensitive (json, "address")->valuestring,
                    finding->address);
}
END_TEST

START_TEST (a_short_finding_is_whole)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings);
  g_autoptr (cJSON) json = finding_to_json (finding);
  g_autofree char *whole = json_print (json);
  g_autofree char *text = finding_print (finding, MAX_BYTES);

  ck_assert_str_eq (text, whole);
}
END_TEST

START_TEST (what_is_not_utf8_is_replaced)
{
  g_autoptr (Findings) findings = findings_new ();
  Finding *finding = make_finding (findings);
  g_autofree char *text = NULL;
  g_autoptr (cJSON) json = NULL;

  finding_param (finding, "text", "a\xff z");
  text = finding_print (finding, MAX_BYTES);
  json = parse (text);
  ck_assert_ptr_nonnull (strstr (text, "a\xef\xbf\xbd z"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("report_json");
  TCase *tcase = tcase_create ("report_json");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, marks_count_code_points);
  tcase_add_test (tcase, a_long_finding_is_cut_and_stays_json);
  tcase_add_test (tcase, a_short_finding_is_whole);
  tcase_add_test (tcase, what_is_not_utf8_is_replaced);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
