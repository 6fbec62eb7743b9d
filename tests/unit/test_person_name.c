/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "person_name.h"

static gboolean
may_be_one (const char *left, const char *right)
{
  g_auto (PersonName) a = { .length = 0 };
  g_auto (PersonName) b = { .length = 0 };

  ck_assert_msg (person_name_read (&a, left), "%s", left);
  ck_assert_msg (person_name_read (&b, right), "%s", right);
  return person_names_may_be_one (&a, &b);
}

START_TEST (a_person_is_known_under_many_names)
{
  static const char *const same[][2] = {
    { "Bob Miller", "robert.jones" },
    { "Jürgen Groß", "juergen_gross" },
    { "Eric Chan", "weiming.chen" },
    { "Amy Cheung", "zhang.li" },
    { "Łukasz Kowalski", "lukasz.nowak" },
    { "Mohammed Al Rashid", "mohamad.alrasheed" },
    { "Philipp Weber", "filip.huber" },
    { "Katya Pushkina", "ekaterina.ivanova" },
    { "Wang Xiaoming", "xiaoming.w.wang" },
    { "Peggy Lee", "margaret.smith" },
    { "José María García", "pepe.martinez" },
    { "Ayşe Yılmaz", "ayse.demir" },
    { "Søren Kierkegaard", "soeren.holm" },
    { "Kenji Satō", "satoh.kenichi" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    ck_assert_msg (may_be_one (same[i][0], same[i][1]), "%s", same[i][0]);
}
END_TEST

START_TEST (two_people_are_two)
{
  static const char *const apart[][2] = {
    { "Anna Schmidt", "bob.miller" },
    { "Wang Fang", "li.na" },
    { "Giuseppe Rossi", "chiara.bianchi" },
    { "Tyler Jones", "agnieszka.kowalska" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    ck_assert_msg (!may_be_one (apart[i][0], apart[i][1]), "%s", apart[i][0]);
}
END_TEST

START_TEST (what_is_no_person_is_not_read)
{
  static const char *const others[] = { "Maria Dolores Foods",
                                        "victoria.station",
                                        "grace.period",
                                        "san.jose",
                                        "Anna",
                                        "王小明",
                                        "Сергей Иванов",
                                        "quality.control2",
                                        "",
                                        "a.b.c.d.e" };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (PersonName) name = { .length = 0 };
      ck_assert_msg (!person_name_read (&name, others[i]), "%s", others[i]);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("person_name");
  TCase *tcase = tcase_create ("person_name");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, a_person_is_known_under_many_names);
  tcase_add_test (tcase, two_people_are_two);
  tcase_add_test (tcase, what_is_no_person_is_not_read);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
