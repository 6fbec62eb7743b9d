/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "mail/mailbox_verdict.h"
#include "mailbox_answer.h"

/* What replies to RCPT are worth. The texts are those of well-known servers. */

static const struct
{
  const char *reply;
  MailboxVerdict verdict;
} replies[] = {
  { "250 2.1.5 Ok", MAILBOX_takes },
  { "251 User not local; will forward to <b@x.com>", MAILBOX_takes },
  { "252 2.1.5 Cannot VRFY user, but will take message", MAILBOX_takes },

  /* Plain words about the mailbox. */
  { "550 5.1.1 <a@x.com>: Recipient address rejected: User unknown in local recipient table",
    MAILBOX_missing },
  { "550 5.1.1 The email account that you tried to reach does not exist.", MAILBOX_missing },
  { "550 5.1.1", MAILBOX_missing },
  { "550 No such user here", MAILBOX_missing },
  { "553 5.3.0 <a@x.com>... No such user", MAILBOX_missing },
  { "550 Unrouteable address", MAILBOX_missing },
  { "550-5.1.1 The email account that you tried to reach does not\r\n550-5.1.1 exist. Please "
    "try\r\n"
    "550 5.1.1 double-checking the recipient's email address",
    MAILBOX_missing },
  { "550-No such\r\n550 user here", MAILBOX_missing },
  { "550-5.2.1 The mailbox is\r\n550 5.2.1 disabled", MAILBOX_disabled },
  { "550 5.1.1 Mailbox unavailable", MAILBOX_missing },
  { "554 delivery error: dd This user doesn't have a yahoo.com account", MAILBOX_missing },
  { "550 User not found: bob@163.com", MAILBOX_missing },
  { "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    MAILBOX_missing },
  { "550 5.2.1 The email account that you tried to reach is disabled.", MAILBOX_disabled },
  { "550 5.7.13 User account disabled", MAILBOX_disabled },
  { "552 5.2.2 Mailbox full", MAILBOX_full },
  { "452 4.2.2 Mailbox full", MAILBOX_full },
  { "452 4.2.2 The recipient's inbox is out of storage space.", MAILBOX_full },
  { "552 Requested mail action aborted: exceeded storage allocation: over quota", MAILBOX_full },

  /* A number that is used for much. */
  { "550", MAILBOX_unclear },
  { "550 Requested action not taken", MAILBOX_unclear },
  { "550 Requested action not taken: mailbox unavailable", MAILBOX_unclear },
  { "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)", MAILBOX_unclear },
  { "550 Mailbox unavailable or access denied", MAILBOX_unclear },
  { "550 5.4.1 Recipient address rejected: Access denied", MAILBOX_unclear },
  { "550 Bob isn't with us any more, sorry", MAILBOX_unclear },
  { "553 sorry", MAILBOX_unclear },
  { "554 5.0.0 Service unavailable", MAILBOX_unclear },
  { "550 5.1.0 Address rejected.", MAILBOX_unclear },
  { "502 5.5.2 Error: command not recognized", MAILBOX_unclear },

  /* For now. */
  { "450 4.2.0 <a@x.com>: Recipient address rejected: Greylisted, see "
    "http://postgrey.schweikert.ch/",
    MAILBOX_temporary },
  { "451 4.7.1 Greylisting in action, please come back later", MAILBOX_temporary },
  { "450 4.1.1 <a@x.com>: Recipient address rejected: unverified address", MAILBOX_temporary },
  { "450 4.1.1 <a@x.com>: User unknown in local recipient table", MAILBOX_temporary },
  { "421 4.7.0 Too many connections from your host", MAILBOX_temporary },
  { "452 4.5.3 Too many recipients", MAILBOX_temporary },
  { "452 4.3.1 Insufficient system storage", MAILBOX_temporary },
  { "550 4.2.1 The user you are trying to contact is receiving mail too quickly",
    MAILBOX_temporary },

  /* About who asks. */
  { "550 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using zen.spamhaus.org",
    MAILBOX_refused },
  { "554 5.7.1 <a@x.com>: Recipient address rejected: Access denied", MAILBOX_refused },
  { "550 5.7.1 <a@x.com>: Recipient address rejected: User unknown", MAILBOX_refused },
  { "550 5.7.1 Unauthenticated email from x.com is not accepted", MAILBOX_refused },
  { "550 5.7.25 The IP address sending this message does not have a PTR record", MAILBOX_refused },
  { "550 5.1.1 rejected, your host is on our blacklist; user unknown", MAILBOX_refused },
  { "550 relay not permitted", MAILBOX_refused },
  { "530 5.7.0 Must issue a STARTTLS command first", MAILBOX_refused },
  { "550 5.7.23 SPF validation failed", MAILBOX_refused },
  { "554 5.7.1 You are not allowed to connect: dynamic IP", MAILBOX_refused },
};

START_TEST (a_reply_is_worth)
{
  g_autofree char *bytes = NULL;
  g_auto (SmtpReply) reply = { 0 };
  gsize used;
  MailboxVerdict verdict;

  bytes = g_strconcat (replies[_i].reply, "\r\n", NULL);
  ck_assert_int_eq (smtp_reply_read (bytes, strlen (bytes), &reply, &used), SMTP_REPLY_WHOLE);
  verdict = mailbox_verdict_of_reply (&reply);
  ck_assert_msg (verdict == replies[_i].verdict, "%s: %s instead of %s", replies[_i].reply,
                 mailbox_verdict_name (verdict), mailbox_verdict_name (replies[_i].verdict));
}
END_TEST

/* No word of a server that may be about something else is ever told as one about the mailbox. */
START_TEST (what_is_not_sure_has_a_reason)
{
  for (guint i = 0; i < N_MAILBOX_VERDICTS; i++)
    {
      ck_assert_str_eq (mailbox_verdict_why (i) + strlen ("mailbox_"), mailbox_verdict_name (i));
      ck_assert_int_eq (mailbox_verdict_is_sure (i), i <= MAILBOX_full);
    }
  ck_assert_ptr_null (mailbox_verdict_names[N_MAILBOX_VERDICTS]);
}
END_TEST

/* The words of a server in Chinese: cut at a byte, the last of them would be a broken one. */
START_TEST (a_long_reply_is_cut_between_characters)
{
  g_autoptr (GString) reply = g_string_new ("550 ");
  g_autoptr (Mailbox) mailbox = NULL, read = NULL;
  g_autoptr (cJSON) json = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (reply, "用");
  mailbox = mailbox_new (MAILBOX_missing, "mx.nordwind-tools.de", reply->str);
  ck_assert_int_eq (g_utf8_strlen (mailbox->reply, -1), 400);
  ck_assert (g_str_has_prefix (reply->str, mailbox->reply));
  json = mailbox_to_json (mailbox);
  read = mailbox_from_json (json, NULL);
  ck_assert_str_eq (read->reply, mailbox->reply);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("mailbox_verdict");
  TCase *tcase = tcase_create ("verdicts");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, a_reply_is_worth, 0, (int) G_N_ELEMENTS (replies));
  tcase_add_test (tcase, what_is_not_sure_has_a_reason);
  tcase_add_test (tcase, a_long_reply_is_cut_between_characters);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
