/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "run.h"

START_TEST (a_plain_message_is_fine)
{
  g_autoptr (Message) message = message_new ();
  g_autoptr (Policy) policy = policy_new ();
  g_autoptr (Run) run = NULL;
  Sources sources;

  sources_init (&sources);
  message_add_recipient (message, FIELD_TO, 0, "Bob <bob@rothwell-pumps.com>", NULL);
  run = run_new (message, policy, &sources, NULL, NULL);
  ck_assert (!run_step (run));
  ck_assert_int_eq (findings_verdict (run_findings (run)), SEVERITY_OFF);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("run");
  TCase *tcase = tcase_create ("run");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, a_plain_message_is_fine);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
