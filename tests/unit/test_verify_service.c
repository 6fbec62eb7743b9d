/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "verify/service.h"

/* What each answer of a service says of an address. Only one that leaves no doubt says anything. */

#define ADDRESS "vertrieb@rothwell-pumps.com"

#define EXISTS "takes"
#define MISSING "missing"
#define UNSURE "service_unsure"
#define GARBAGE "service_garbage"

/* The members of `data` beside the address. */
static const struct
{
  const char *data;
  const char *says;
} hunter[] = {
  { "'status':'valid'", EXISTS },
  { "'status':'valid','result':'deliverable','smtp_check':true", EXISTS },
  { "'status':'valid','result':'deliverable','smtp_check':false", UNSURE },
  { "'status':'valid','result':'risky','smtp_check':true", UNSURE },
  { "'status':'valid','smtp_check':null,'result':null", EXISTS },
  { "'status':'invalid'", MISSING },
  { "'status':'invalid','result':'undeliverable','smtp_server':true,'smtp_check':false", MISSING },
  { "'status':'invalid','result':'risky','smtp_check':false", UNSURE },
  { "'status':'invalid','result':'undeliverable','smtp_check':true", UNSURE },
  { "'status':'invalid','result':'undeliverable','smtp_server':false", UNSURE },
  { "'status':'invalid','result':'undeliverable','mx_records':false", UNSURE },
  { "'status':'invalid','result':'undeliverable','accept_all':true", UNSURE },
  { "'status':'invalid','result':'undeliverable','block':true", UNSURE },
  { "'status':'invalid','result':'undeliverable','regexp':false", UNSURE },
  { "'status':'invalid','result':'undeliverable','gibberish':true", UNSURE },
  { "'status':'accept_all','result':'risky','smtp_check':true", UNSURE },
  { "'status':'accept_all','result':'undeliverable','smtp_check':false", UNSURE },
  { "'status':'webmail','result':'risky','smtp_check':false", UNSURE },
  { "'status':'webmail','result':'undeliverable','smtp_check':false", UNSURE },
  { "'status':'webmail'", UNSURE },
  { "'status':'webmail','result':'deliverable','smtp_check':true", EXISTS },
  { "'status':'disposable','result':'risky'", UNSURE },
  { "'status':'unknown','result':'undeliverable','smtp_check':false", UNSURE },
  { "'status':'INVALID'", UNSURE },
  { "'status':'something new'", UNSURE },
  { "'status':true", GARBAGE },
  { "'status':null", GARBAGE },
  { "'result':'undeliverable'", GARBAGE },
};

static const struct
{
  guint status;
  const char *body;
  const char *says;
  gboolean again;
} replies[] = {
  { 200, "", GARBAGE },
  { 200, "[]", GARBAGE },
  { 200, "{\"data\":[]}", GARBAGE },
  { 200, "{\"data\":{\"status\":\"invalid\"}}", GARBAGE },
  { 200, "{\"data\":{\"status\":\"invalid\",\"email\":\"vertrieb@rothwell-pumps.co\"}}", GARBAGE },
  { 200, "{\"data\":{\"status\":\"invalid\",\"email\":\"Vertrieb@ROTHWELL-pumps.com\"}}", MISSING },
  { 202, "{\"data\":{\"status\":\"invalid\",\"email\":\"" ADDRESS "\"}}", "service_late", TRUE },
  { 222, "{\"data\":{\"status\":\"invalid\",\"email\":\"" ADDRESS "\"}}", UNSURE },
  { 204, "", GARBAGE },
  { 301, "", "service_moved" },
  { 400, "{\"errors\":[]}", "service_refused" },
  { 401, "", "service_denied" },
  { 403, "", "service_limit" },
  { 404, "", "service_refused" },
  { 429, "", "service_limit" },
  { 451, "", "service_refused" },
  { 500, "{\"data\":{\"status\":\"invalid\",\"email\":\"" ADDRESS "\"}}", "service_failed" },
  { 503, "", "service_failed" },
  { 0, "", GARBAGE },
  { 999, "", GARBAGE },
};

START_TEST (reads_hunter)
{
  g_autofree char *body = g_strdup_printf ("{'data':{%s,'email':'" ADDRESS "'}}", hunter[_i].data);
  MailboxVerdict verdict;

  g_strdelimit (body, "'", '"');
  ck_assert (!service_hunter_read (200, body, strlen (body), ADDRESS, &verdict));
  ck_assert_msg (g_str_equal (mailbox_verdict_name (verdict), hunter[_i].says), "%s: %s", body,
                 mailbox_verdict_name (verdict));
}
END_TEST

START_TEST (reads_statuses)
{
  MailboxVerdict verdict;
  gboolean again = service_hunter_read (replies[_i].status, replies[_i].body,
                                        strlen (replies[_i].body), ADDRESS, &verdict);

  ck_assert_msg (g_str_equal (mailbox_verdict_name (verdict), replies[_i].says), "%u %s: %s",
                 replies[_i].status, replies[_i].body, mailbox_verdict_name (verdict));
  ck_assert_int_eq (again, replies[_i].again);
}
END_TEST

START_TEST (a_question_survives_json)
{
  const VerifyQuestion asked
      = verify_question_make (VERIFY_KIND_hunter, "https://proxy.test/", "/etc/lastmile/hunter.key",
                              "/etc/lastmile/ca.pem", ADDRESS);
  g_autoptr (cJSON) question = verify_question_to_json (&asked);
  g_auto (VerifyQuestion) heard = { 0 };

  ck_assert (verify_question_from_json (question, &heard, NULL));
  ck_assert_str_eq (heard.url, asked.url);
  ck_assert_str_eq (heard.key_file, asked.key_file);
  ck_assert_str_eq (heard.ca_file, asked.ca_file);
  ck_assert_str_eq (heard.address, asked.address);
  ck_assert_uint_eq (heard.deadline_ms, asked.deadline_ms);
}
END_TEST

/* What the next address would meet as well makes a pause, as long as the service says. */
START_TEST (a_service_is_left_alone)
{
  for (int verdict = 0; verdict < N_MAILBOX_VERDICTS; verdict++)
    {
      guint own = service_pause ((MailboxVerdict) verdict, 0);

      ck_assert_uint_eq (service_pause ((MailboxVerdict) verdict, 90), own > 0 ? 90 : 0);
      if (mailbox_verdict_is_sure ((MailboxVerdict) verdict) || verdict == MAILBOX_service_unsure)
        ck_assert_uint_eq (own, 0);
    }
  ck_assert_uint_gt (service_pause (MAILBOX_service_limit, 0), 0);
  ck_assert_uint_gt (service_pause (MAILBOX_service_denied, 0), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("verify_service");
  TCase *tcase = tcase_create ("verify_service");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, reads_hunter, 0, (int) G_N_ELEMENTS (hunter));
  tcase_add_loop_test (tcase, reads_statuses, 0, (int) G_N_ELEMENTS (replies));
  tcase_add_test (tcase, a_question_survives_json);
  tcase_add_test (tcase, a_service_is_left_alone);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
