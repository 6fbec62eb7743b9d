/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "mail/smtp_capabilities.h"

/* Replies of mail servers, well-formed and not (RFC 5321 4.2). */

static const struct
{
  const char *bytes;
  SmtpReplyState state;
  const char *text; /* of a whole one */
  gsize left;       /* bytes behind it */
} replies[] = {
  { "220 mx.example.com ESMTP\r\n", SMTP_REPLY_WHOLE, "220 mx.example.com ESMTP", 0 },
  { "220\r\n", SMTP_REPLY_WHOLE, "220", 0 },
  { "220 \r\n", SMTP_REPLY_WHOLE, "220", 0 },
  { "250-one\r\n250-two\r\n250 three\r\n", SMTP_REPLY_WHOLE, "250 one / two / three", 0 },
  { "250-\r\n250 ok\r\n", SMTP_REPLY_WHOLE, "250 / ok", 0 },
  { "250 ok\n", SMTP_REPLY_WHOLE, "250 ok", 0 },
  { "250 ok\r\n550 no\r\n", SMTP_REPLY_WHOLE, "250 ok", 8 },
  { "550 5.1.1 \xD3\xC3\xBB\xA7\r\n", SMTP_REPLY_WHOLE,
    "550 5.1.1 \xEF\xBF\xBD\xC3\xBB\xEF\xBF\xBD", 0 },
  { "220 bell\a and \x1b[31mred\r\n", SMTP_REPLY_WHOLE, "220 bell  and  [31mred", 0 },
  { "", SMTP_REPLY_MORE, NULL, 0 },
  { "22", SMTP_REPLY_MORE, NULL, 0 },
  { "250-one\r\n", SMTP_REPLY_MORE, NULL, 0 },
  { "250-one\r\n25", SMTP_REPLY_MORE, NULL, 0 },
  { "250 ok\r", SMTP_REPLY_MORE, NULL, 0 },
  { "\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "hello\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "+OK POP3 ready\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "HTTP/1.1 400 Bad Request\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "2200 four digits\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "150 no such class\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "650 nor this\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "25 short\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "250-one\r\n251 two\r\n", SMTP_REPLY_BAD, NULL, 0 },
  { "250_x\r\n", SMTP_REPLY_BAD, NULL, 0 },
};

START_TEST (a_reply_is_read_or_refused)
{
  g_auto (SmtpReply) reply = { 0 };
  gsize length = strlen (replies[_i].bytes), used = 0;

  ck_assert_int_eq (smtp_reply_read (replies[_i].bytes, length, &reply, &used), replies[_i].state);
  if (replies[_i].state == SMTP_REPLY_WHOLE)
    {
      g_autofree char *text = smtp_reply_text (&reply);
      ck_assert_str_eq (text, replies[_i].text);
      ck_assert_uint_eq (length - used, replies[_i].left);
    }
}
END_TEST

/* However it arrives: no beginning of a reply is bad, and none but the whole is whole. */
START_TEST (a_reply_may_come_in_pieces)
{
  static const char bytes[] = "250-mx.example.com\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n";

  for (gsize length = 0; length < sizeof bytes; length++)
    {
      g_auto (SmtpReply) reply = { 0 };
      gsize used;
      ck_assert_int_eq (smtp_reply_read (bytes, length, &reply, &used),
                        length == sizeof bytes - 1 ? SMTP_REPLY_WHOLE : SMTP_REPLY_MORE);
    }
}
END_TEST

START_TEST (a_reply_without_end_is_bad)
{
  g_autofree char *line = g_strnfill (SMTP_REPLY_MAX_BYTES, '2');
  g_autoptr (GString) lines = g_string_new (NULL);
  g_auto (SmtpReply) reply = { 0 };
  gsize used;

  for (guint i = 0; i <= SMTP_REPLY_MAX_LINES; i++)
    g_string_append (lines, "250-x\r\n");
  ck_assert_int_eq (smtp_reply_read (line, strlen (line), &reply, &used), SMTP_REPLY_BAD);
  ck_assert_int_eq (smtp_reply_read (lines->str, lines->len, &reply, &used), SMTP_REPLY_BAD);
}
END_TEST

static const struct
{
  const char *bytes;
  gboolean starttls;
  const char *auth;
  gint64 size;
} capabilities[] = {
  { "250 mx STARTTLS\r\n", FALSE, "", 0 },
  { "250-mx\r\n250-STARTTLS\r\n250-SIZE 35882577\r\n250 AUTH PLAIN LOGIN\r\n", TRUE, "PLAIN LOGIN",
    35882577 },
  { "250-mx\r\n250-starttls\r\n250-size\r\n250 auth plain xoauth2\r\n", TRUE, "PLAIN XOAUTH2", 0 },
  { "250-mx\r\n250-AUTH=LOGIN\r\n250 AUTH LOGIN PLAIN LOGIN\r\n", FALSE, "LOGIN PLAIN", 0 },
  { "250-mx\r\n250-XSTARTTLS\r\n250-SIZE 0\r\n250 AUTH\r\n", FALSE, "", 0 },
  { "250-mx\r\n250-SIZE 99999999999999999999999\r\n250 AUTH AN-OVERLONG-MECHANISM-IS-NONE\r\n",
    FALSE, "", G_MAXINT64 },
};

START_TEST (capabilities_are_read)
{
  g_auto (SmtpReply) reply = { 0 };
  g_auto (SmtpCapabilities) found = { 0 };
  g_autofree char *auth = NULL;
  gsize used;

  ck_assert_int_eq (
      smtp_reply_read (capabilities[_i].bytes, strlen (capabilities[_i].bytes), &reply, &used),
      SMTP_REPLY_WHOLE);
  smtp_capabilities_read (&reply, &found);
  auth = g_strjoinv (" ", (char **) found.auth->pdata);
  ck_assert_str_eq (auth, capabilities[_i].auth);
  ck_assert_int_eq (found.starttls, capabilities[_i].starttls);
  ck_assert_int_eq (found.size, capabilities[_i].size);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("smtp_reply");
  TCase *tcase = tcase_create ("smtp_reply");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, a_reply_is_read_or_refused, 0, G_N_ELEMENTS (replies));
  tcase_add_test (tcase, a_reply_may_come_in_pieces);
  tcase_add_test (tcase, a_reply_without_end_is_bad);
  tcase_add_loop_test (tcase, capabilities_are_read, 0, G_N_ELEMENTS (capabilities));
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
