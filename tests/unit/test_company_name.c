/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "company_name.h"

START_TEST (a_name_is_spoken_without_its_form)
{
  static const char *const names[][2] = {
    { "Kessler Armaturen GmbH & Co. KG", "kessler armaturen" },
    { "Monterreal, S.A. de C.V.", "monterreal" },
    { "Setia Jaya Sdn Bhd", "setia jaya" },
    { "Hellas Marine A.E.", "hellas marine" },
    { "Brno spol. s r.o.", "brno" },
    { "Acme Holdings Inc.", "acme" },
    { "PT Maju Bersama", "maju bersama" },
    { "Công ty TNHH Thành Long", "thanh long" },
    { "ООО Ромашка", "ромашка" },
    { "宁波华盛五金有限公司", "宁波华盛五金" },
    { "株式会社田中精機", "田中精機" },
    { "GmbH", "gmbh" },
    { "Bosch", "bosch" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *spoken = company_name_spoken (names[i][0]);
      ck_assert_str_eq (spoken, names[i][1]);
    }
}
END_TEST

START_TEST (a_name_stands_in_a_text_as_whole_words)
{
  ck_assert (company_name_stands_in ("acme pumps", "dear acme pumps team"));
  ck_assert (company_name_stands_in ("华盛五金", "尊敬的华盛五金："));
  ck_assert (company_name_stands_in ("acme", "尊敬的acme："));
  ck_assert (company_name_stands_in ("kessler", "dear kessler,"));
  ck_assert (!company_name_stands_in ("kessler", "dear mr. kessler,"));
  ck_assert (!company_name_stands_in ("kessler", "sehr geehrter herr kessler"));
  ck_assert (!company_name_stands_in ("acme", "dear acmeton team"));
  ck_assert (!company_name_stands_in ("acme pumps", "dear acme"));
}
END_TEST

START_TEST (a_text_without_the_first_words_cannot_name_it)
{
  g_autoptr (Words) words = words_new ("", "Dear Thành Long team, 华盛五金您好");

  ck_assert (company_name_may_stand_in ("Công ty TNHH Thành Long", words));
  ck_assert (company_name_may_stand_in ("华盛五金有限公司", words));
  ck_assert (!company_name_may_stand_in ("Kessler Armaturen GmbH", words));
  ck_assert (!company_name_may_stand_in ("", words));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("company_name");
  TCase *tcase = tcase_create ("company_name");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, a_name_is_spoken_without_its_form);
  tcase_add_test (tcase, a_name_stands_in_a_text_as_whole_words);
  tcase_add_test (tcase, a_text_without_the_first_words_cannot_name_it);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
