/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "mail/bounce.h"
#include "mail/bounce_server.h"
#include "mail/diagnosis.h"

/* tests/cases/bounces/<name>.eml against <name>.txt (a line a recipient), and every row of
 * bounce_text.def and bounce_family.def against tests/cases/bounce_texts.txt. */

static GPtrArray *names; /* of the mails, without ".eml" */
static GStrv lines;      /* of bounce_texts.txt */

static char *
read_case (const char *name, const char *ending, gsize *ret_length)
{
  g_autofree char *path = g_strconcat (TEST_DATA "/cases/", name, ending, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, ret_length, NULL))
    g_error ("cannot read %s", path);
  return text;
}

/* "ann@b.example status mailbox_missing permanent 5.1.1 550 sure", behind it the alias, if any */
static char *
describe (const Bounce *bounce)
{
  const char *class = bounce_class_name (bounce->class);

  return g_strdup_printf (
      "%s %s %s %s %u.%u.%u %u %s%s%s | %s\n", bounce->recipient != NULL ? bounce->recipient : "-",
      class != NULL ? class : "-", bounce_reason_name (bounce->reason),
      bounce->permanent ? "permanent" : "passing", bounce->status[0], bounce->status[1],
      bounce->status[2], bounce->reply, bounce_confidence_name (bounce->confidence),
      bounce->original_recipient != NULL ? " of " : "",
      bounce->original_recipient != NULL ? bounce->original_recipient : "",
      bounce->line != NULL ? bounce->line : "-");
}

START_TEST (a_mail_is_understood)
{
  g_autofree char *name = g_strconcat ("bounces/", (char *) g_ptr_array_index (names, _i), NULL);
  gsize length, unused;
  g_autofree char *mail = read_case (name, ".eml", &length);
  g_autofree char *expected = read_case (name, ".txt", &unused);
  g_autoptr (GPtrArray) bounces = bounces_read (mail, length);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < bounces->len; i++)
    {
      g_autofree char *line = describe (g_ptr_array_index (bounces, i));
      g_string_append (told, line);
    }
  ck_assert_msg (strcmp (told->str, expected) == 0, "%s:\n%sinstead of\n%s", name, told->str,
                 expected);
}
END_TEST

START_TEST (a_text_has_its_reason)
{
  g_auto (GStrv) parts = g_strsplit (lines[_i], " => ", 2);
  const char *texts[] = { parts[0], NULL };
  Bounce bounce = { 0 };

  if (lines[_i][0] == '#' || lines[_i][0] == '\0')
    return;
  ck_assert_ptr_nonnull (parts[1]);
  diagnose (&bounce, texts);
  ck_assert_msg (strcmp (bounce_reason_name (bounce.reason), parts[1]) == 0, "\"%s\": %s, not %s",
                 parts[0], bounce_reason_name (bounce.reason), parts[1]);
  g_free (bounce.line);
}
END_TEST

/* A row that no text reaches is dead: another before it takes all that it would. */
START_TEST (every_row_decides_a_text)
{
  g_autofree gboolean *reached = g_new0 (gboolean, diagnosis_n_rows ());
  GString *dead = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " => ", 2);
      int row = parts[0] != NULL && parts[1] != NULL ? diagnosis_row (parts[0]) : -1;
      if (row >= 0)
        reached[row] = TRUE;
    }
  for (int i = 0; i < diagnosis_n_rows (); i++)
    if (!reached[i])
      g_string_append_printf (dead, " %d", i);
  ck_assert_msg (dead->len == 0, "rows (from 0) that no text reaches:%s", dead->str);
  g_string_free (dead, TRUE);
}
END_TEST

/* Text outranks a code that servers misuse, and a code for one thing outranks a hint. */
START_TEST (text_and_codes_are_weighed)
{
  static const struct
  {
    const char *text;
    BounceReason reason;
    BounceClass class;
    gboolean permanent;
  } cases[] = {
    { "550 5.1.1 Too many mails from you today, rate limit", BOUNCE_rate_limited,
      BOUNCE_CLASS_POLICY, FALSE },
    { "550 5.4.1 Recipient address rejected: Access denied", BOUNCE_mailbox_missing,
      BOUNCE_CLASS_STATUS, TRUE },
    { "550 5.7.1 user unknown", BOUNCE_mailbox_missing, BOUNCE_CLASS_STATUS, TRUE },
    { "450 4.1.1 user unknown", BOUNCE_mailbox_missing, BOUNCE_CLASS_STATUS, FALSE },
    { "550 5.2.2 denied", BOUNCE_mailbox_full, BOUNCE_CLASS_STATUS, FALSE },
    { "501 5.1.3 what is that", BOUNCE_mailbox_missing, BOUNCE_CLASS_FORMAT, TRUE },
    { "501 5.1.3 user unknown", BOUNCE_mailbox_missing, BOUNCE_CLASS_STATUS, TRUE },
    { "550 5.7.23 no", BOUNCE_spf, BOUNCE_CLASS_POLICY, TRUE },
    { "451 what a day", BOUNCE_temporary, BOUNCE_CLASS_STATUS, FALSE },
    { "it is raining", BOUNCE_other, BOUNCE_CLASS_STATUS, TRUE },
  };
  const char *texts[] = { cases[_i].text, NULL };
  Bounce bounce = { 0 };

  diagnose (&bounce, texts);
  ck_assert_str_eq (bounce_reason_name (bounce.reason), bounce_reason_name (cases[_i].reason));
  ck_assert_int_eq (bounce.class, cases[_i].class);
  ck_assert_int_eq (bounce.permanent, cases[_i].permanent);
  g_free (bounce.line);
}
END_TEST

/* Programs name the wrong charset, or none. */
START_TEST (text_is_read_whatever_charset_it_names)
{
  static const struct
  {
    const char *charset; /* in which it is written */
    const char *text;
  } cases[] = {
    { "GB18030", "退信原因：收件人邮箱已满，无法接收新邮件。" },
    { "BIG5", "您的郵件無法傳送，原因是收件者的信箱已滿，容量不足" },
    { "ISO-2022-JP", "メールを配信できませんでした。メールボックスの容量を超えています。" },
    { "SHIFT_JIS", "メールを配信できませんでした。メールボックスの容量を超えています。" },
    { "EUC-JP", "メールを配信できませんでした。メールボックスの容量を超えています。" },
    { "KOI8-R", "Письмо не доставлено. Почтовый ящик переполнен" },
    { "WINDOWS-1251", "Письмо не доставлено. Почтовый ящик переполнен" },
    { "WINDOWS-1252", "Die Nachricht konnte nicht zugestellt werden: Postfach überfüllt" },
    { "UTF-8", "Die Nachricht konnte nicht zugestellt werden: Postfach überfüllt" },
    { "UTF-8", "收件人邮箱已满，无法接收新邮件。" },
  };
  static const char *const named[] = { "us-ascii", "utf-8", "iso-8859-1", "x-unknown" };
  gsize i = (gsize) _i / G_N_ELEMENTS (named), length;
  g_autofree char *octets
      = g_convert (cases[i].text, -1, cases[i].charset, "UTF-8", NULL, &length, NULL);
  g_autofree char *mail = g_strdup_printf (
      "From: MAILER-DAEMON@b.example\nSubject: failure notice\nContent-Type: text/plain; "
      "charset=%s\n\n<ann@b.example>\n%s\n",
      named[(gsize) _i % G_N_ELEMENTS (named)], octets);
  g_autoptr (GPtrArray) bounces = bounces_read (mail, strlen (mail));
  const Bounce *bounce = g_ptr_array_index (bounces, 0);

  ck_assert_str_eq (bounce->recipient, "ann@b.example");
  ck_assert_msg (bounce->reason == BOUNCE_mailbox_full, "%s named %s: %s", cases[i].charset,
                 named[(gsize) _i % G_N_ELEMENTS (named)], bounce->line);
}
END_TEST

START_TEST (the_server_that_refused_is_named)
{
  static const struct
  {
    const char *text;
    const char *server; /* NULL: none */
  } cases[] = {
    { "<ann@b.example>: host mx.b.example[192.0.2.7] said: 550 no", "mx.b.example" },
    { "... while talking to mx.b.example.:\n>>> RCPT To:<ann@b.example>", "mx.b.example" },
    { "Remote Server at mx-1.b.example (192.0.2.7) returned '550'", "mx-1.b.example" },
    { "by the server for the domain b.example by mx.b.example. [192.0.2.7].", "mx.b.example" },
    { "connect to 192.0.2.7[192.0.2.7]:25: Connection timed out", "192.0.2.7" },
    { "This is the mail system at host mx.a.example.", NULL },
    { "it was refused by ann@b.example, the server said", NULL },
    { "your server is unknown to the localhost", NULL },
  };
  g_autofree char *server = bounce_server_in_text (cases[_i].text);

  ck_assert_msg (g_strcmp0 (server, cases[_i].server) == 0, "%s: %s", cases[_i].text, server);
}
END_TEST

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
find_mails (void)
{
  g_autoptr (GDir) folder = g_dir_open (TEST_DATA "/cases/bounces", 0, NULL);
  const char *name;

  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (".eml")));
  g_ptr_array_sort (names, compare_names);
}

int
main (void)
{
  Suite *suite = suite_create ("bounce");
  TCase *tcase = tcase_create ("bounce");
  SRunner *runner = srunner_create (suite);
  gsize length;
  g_autofree char *texts = read_case ("bounce_texts", ".txt", &length);
  int failed;

  find_mails ();
  lines = g_strsplit (texts, "\n", -1);
  tcase_add_loop_test (tcase, a_mail_is_understood, 0, (int) names->len);
  tcase_add_loop_test (tcase, a_text_has_its_reason, 0, (int) g_strv_length (lines));
  tcase_add_test (tcase, every_row_decides_a_text);
  tcase_add_loop_test (tcase, text_and_codes_are_weighed, 0, 10);
  tcase_add_loop_test (tcase, text_is_read_whatever_charset_it_names, 0, 40);
  tcase_add_loop_test (tcase, the_server_that_refused_is_named, 0, 8);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_strfreev (lines);
  g_ptr_array_unref (names);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
