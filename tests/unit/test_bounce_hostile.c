/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "bounce_reader.h"

/* Mails that were made to keep their reader busy. Whatever is in them, the work stays within what
 * the reader's child may use (bounce_reader.h); a tenth of it is usual. */

#define SENDER "From: MAILER-DAEMON@b.example\nSubject: Undelivered Mail Returned to Sender\n"
#define PART "--b\nContent-Type: text/plain\n\n<ann@b.example>: user unknown\n"

/* A mail: the beginning, then the rest again and again. */
static const struct
{
  const char *beginning;
  const char *again;
  guint count;
} mails[] = {
  { SENDER "\n", "x", 50000000 },          /* one line */
  { SENDER "X-Long: ", "y", 50000000 },    /* one field */
  { SENDER, "X-Field: z\n", 1000000 },     /* many fields */
  { SENDER "X-Folded:", "\n z", 1000000 }, /* a field folded over and over */
  { "From: MAILER-DAEMON@b.example\nSubject: ", "=?utf-8?B?QUFBQUFB?= ", 400000 },
  { "From: MAILER-DAEMON@b.example\nSubject: ", "=?x?B?", 1000000 },
  { SENDER "Content-Transfer-Encoding: base64\n\n", "dXNlciB1bmtub3duIG1haWxib3ggZnVs", 1000000 },
  { SENDER "Content-Transfer-Encoding: quoted-printable\n\n", "=41", 5000000 },
  { SENDER "Content-Type: text/plain; charset=iso-2022-jp\n\n", "\033$B", 500000 },
  { SENDER "Content-Type: text/html\n\n", "<table><!--&#x110000;", 500000 },
  { SENDER, "Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100000 },
  { SENDER, "Content-Type: message/rfc822\n\n", 200000 },
  { SENDER "Content-Type: multipart/report; boundary=b\n\n", PART, 100000 },
  { SENDER "Content-Type: multipart/report\n\n", "--x\nContent-\n", 400000 },
  { SENDER "Content-Type: multipart/report; boundary=\"\"\n\n", "--\n", 1000000 },
  { SENDER "\n", "@", 1000000 },
  { SENDER "\n", "<ann@b.example>: ", 100000 },
  { SENDER "\n", "<<< 550 no\n554 <ann@b.example>... no\n", 100000 },
  { SENDER "\n", "<a@b.example> <b@c.example> <c@d.example>... 550\n", 100000 },
  { SENDER "\nFinal-Recipient: rfc822; ann@b.example\n", "Diagnostic-Code: smtp; 550\n", 200000 },
  { SENDER "\n", "Final-Recipient: rfc822; ann@b.example\nStatus: 5.1.1\n", 100000 },
  /* words with which many rows of the tables begin, and none goes on */
  { SENDER "\n", "user ", 1000000 },
  { SENDER "\n", "mailbox is mail ", 400000 },
  { SENDER "\n", "from your ip address ", 400000 },
  { SENDER "\n", "no not a ", 600000 },
  { SENDER "\n", "connection to the host ", 400000 },
  { SENDER "\n", "could not be mail", 400000 },
  { SENDER "\n", "550 5.", 900000 },
  { SENDER "\n", "\xe9\x82\xae\xe7\xae\xb1", 800000 },
};

static GString *
make_mail (guint i)
{
  gsize length = strlen (mails[i].again);
  GString *mail = g_string_sized_new (strlen (mails[i].beginning) + length * mails[i].count);

  g_string_append (mail, mails[i].beginning);
  for (guint n = 0; n < mails[i].count; n++)
    g_string_append_len (mail, mails[i].again, (gssize) length);
  return mail;
}

START_TEST (a_hostile_mail_is_soon_read)
{
  GString *mail = make_mail ((guint) _i);
  clock_t start = clock ();
  g_autoptr (GPtrArray) bounces = bounces_read (mail->str, mail->len);
  double seconds = (double) (clock () - start) / CLOCKS_PER_SEC;

  ck_assert_uint_ge (bounces->len, 1);
  ck_assert_uint_le (bounces->len, BOUNCE_MAX_RECIPIENTS);
  ck_assert_msg (seconds < BOUNCE_READER_CPU_SECONDS, "mail %d takes %.1f s of a processor", _i,
                 seconds);
  g_string_free (mail, TRUE);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("bounce_hostile");
  TCase *tcase = tcase_create ("bounce_hostile");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, a_hostile_mail_is_soon_read, 0, G_N_ELEMENTS (mails));
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
