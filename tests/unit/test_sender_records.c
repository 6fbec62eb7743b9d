/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "mail/dkim_key.h"
#include "mail/dmarc_record.h"

/* Each line of tests/cases/sender_records.txt is read as it says; \t in a record is a tab. */

static GPtrArray *cases; /* char **: kind, record, expected */

static void
append_fault (GString *said, const char *record, const TagFault *fault)
{
  if (fault->what != NULL)
    g_string_append_printf (said, ", %s at '%.*s'", fault->what, (int) fault->length,
                            record + fault->start);
}

static char *
describe_dmarc (const char *text)
{
  GString *said = g_string_new (NULL);
  DmarcRecord record;
  TagFault fault;

  if (!dmarc_record_is_one (text, strlen (text)))
    return g_string_free (g_string_assign (said, dmarc_record_is_attempt (text, strlen (text))
                                                     ? "attempt"
                                                     : "no record"),
                          FALSE);
  ck_assert (dmarc_record_read (text, strlen (text), &record, &fault) == (fault.what == NULL));
  g_string_append_printf (said, "%s %s %s", dmarc_policy_name (record.policy),
                          dmarc_policy_name (record.subdomain_policy),
                          dmarc_policy_name (record.missing_policy));
  if (record.strict_dkim)
    g_string_append (said, " strict_dkim");
  if (record.strict_spf)
    g_string_append (said, " strict_spf");
  if (record.testing)
    g_string_append (said, " testing");
  if (record.has_reports)
    g_string_append (said, " reports");
  if (record.psd != 'u')
    g_string_append_printf (said, " psd=%c", record.psd);
  append_fault (said, text, &fault);
  return g_string_free (said, FALSE);
}

static char *
describe_dkim (const char *text)
{
  static const char *const algorithms[] = { "rsa", "ed25519", "unknown" };
  GString *said = g_string_new (NULL);
  TagFault fault;
  DkimKey key;

  if (!dkim_key_is_one (text, strlen (text)))
    return g_string_free (g_string_assign (said, "no key"), FALSE);
  ck_assert (dkim_key_read (text, strlen (text), &key, &fault) == (fault.what == NULL));
  g_string_append (said, algorithms[key.algorithm]);
  if (key.bits > 0)
    g_string_append_printf (said, " %u", key.bits);
  if (key.revoked)
    g_string_append (said, " revoked");
  if (key.testing)
    g_string_append (said, " testing");
  append_fault (said, text, &fault);
  return g_string_free (said, FALSE);
}

START_TEST (a_record_is_read_as_its_line_says)
{
  char **parts = g_ptr_array_index (cases, (guint) _i);
  g_autofree char *text = g_strcompress (parts[1]);
  g_autofree char *said
      = strcmp (parts[0], "dmarc") == 0 ? describe_dmarc (text) : describe_dkim (text);

  ck_assert_msg (strcmp (said, parts[2]) == 0, "%s\n  expected: %s\n  found: %s", parts[1],
                 parts[2], said);
}
END_TEST

static void
read_cases (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert (g_file_get_contents (TEST_DATA "/cases/sender_records.txt", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      {
        char **parts = g_strsplit (lines[i], " | ", 3);
        g_assert (g_strv_length (parts) == 3);
        g_ptr_array_add (cases, parts);
      }
}

int
main (void)
{
  Suite *suite = suite_create ("sender_records");
  TCase *tcase = tcase_create ("records");
  SRunner *runner = srunner_create (suite);
  int failed;

  cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  read_cases ();
  tcase_add_loop_test (tcase, a_record_is_read_as_its_line_says, 0, (int) cases->len);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_ptr_array_unref (cases);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
