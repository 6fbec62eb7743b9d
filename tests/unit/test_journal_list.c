/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "journal_date.h"
#include "journal_list.h"
#include "wire/error.h"

/* --- Moments --- */

static const struct
{
  const char *text;
  const char *is; /* NULL: no moment */
} moments[] = {
  { "2026-11-25", "2026-11-25 00:00:00" },
  { "2026-11-25 16:03", "2026-11-25 16:03:00" },
  { "2026-11-25T16:03:07+08:00", "2026-11-25 08:03:07" },
  { "2026/1/5 8:3", "2026-01-05 08:03:00" },
  { "2026年11月25日 16时3分", "2026-11-25 16:03:00" },
  { "25.11.2026", "2026-11-25 00:00:00" },
  { "3.4.2026", "2026-04-03 00:00:00" },
  { "11/25/2026 4:05", "2026-11-25 04:05:00" },
  { "25/11/2026", "2026-11-25 00:00:00" },
  { "4/4/2026", "2026-04-04 00:00:00" },
  { "46351.66875", "2026-11-25 16:03:00" },
  { "46351", "2026-11-25 00:00:00" },
  /* Two readings, or none. */
  { "3/4/2026", NULL },
  { "2026-13-25", NULL },
  { "2026-02-30", NULL },
  { "30.2.2026", NULL },
  { "25.11.26", NULL },
  { "yesterday", NULL },
  { "12", NULL },
  { "4635100", NULL },
  { "99999999999999999999999-1-1", NULL },
  { "", NULL },
};

START_TEST (a_moment_is_read_as_it_was_meant_or_not_at_all)
{
  gint64 seconds = 0;
  gboolean read = journal_date_read (moments[_i].text, &seconds);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autofree char *is = read ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : NULL;

  ck_assert_msg (g_strcmp0 (is, moments[_i].is) == 0, "%s: %s", moments[_i].text,
                 is != NULL ? is : "no moment");
}
END_TEST

/* --- Lists --- */

/* Texts stand for themselves, in capitals. */
static const char *
text (const char *kind, const char *identifier)
{
  return strcmp (identifier, "mailbox_full") == 0 ? "FULL" : NULL;
}

static const char *
identifier (const char *kind, const char *said)
{
  return strcmp (kind, "reason") == 0 && strcmp (said, "FULL") == 0 ? "mailbox_full" : NULL;
}

static JournalList *
read_list (const char *csv, GError **error)
{
  return journal_list_read (csv, strlen (csv), "fair", identifier, error);
}

START_TEST (what_is_written_is_read_again)
{
  g_autoptr (JournalEntry) entry = journal_entry_new ("=王@hengda.cn");
  GString *csv = g_string_new (CSV_BOM);
  g_autoptr (JournalList) list = NULL;
  const JournalEntry *again;

  entry->id = g_strdup ("6f1f7a2e-6a52-4f0e-9a53-0a8f6b7f1f00");
  entry->failed_at = 1790000000;
  entry->class = g_strdup ("status");
  entry->reason = g_strdup ("mailbox_full");
  entry->reply = 452;
  entry->code = g_strdup ("4.2.2");
  entry->line = g_strdup ("452 \"over\" quota;\nsays it, twice");
  entry->remedy = g_strdup ("'=1+1");
  entry->channel = g_strdup ("广交会");
  entry->message_id = g_strdup ("<1@x>");
  journal_list_write_header (csv, text, CSV_GUARDED);
  journal_list_write (csv, entry, text, CSV_GUARDED);
  ck_assert_ptr_nonnull (strstr (csv->str, "\"'=王@hengda.cn\""));
  ck_assert_ptr_nonnull (strstr (csv->str, ",FULL,"));
  list = read_list (csv->str, NULL);
  g_string_free (csv, TRUE);
  ck_assert_uint_eq (list->faults->len, 0);
  ck_assert_uint_eq (list->entries->len, 1);
  again = g_ptr_array_index (list->entries, 0);
  ck_assert_str_eq (again->id, entry->id);
  ck_assert_str_eq (again->address, entry->address);
  ck_assert_int_eq (again->failed_at, entry->failed_at);
  ck_assert_str_eq (again->class, entry->class);
  ck_assert_str_eq (again->reason, entry->reason);
  ck_assert (!again->permanent);
  ck_assert_uint_eq (again->reply, 452);
  ck_assert_str_eq (again->code, entry->code);
  ck_assert_str_eq (again->line, entry->line);
  ck_assert_str_eq (again->remedy, entry->remedy);
  ck_assert_ptr_null (again->outcome);
  ck_assert_str_eq (again->channel, entry->channel);
  ck_assert_str_eq (again->message_id, entry->message_id);
}
END_TEST

START_TEST (every_name_of_a_column_is_one_that_a_header_line_can_have)
{
  static const char *const names[] = {
#define NAME(column, name) name,
#include "knowledge/journal_column.def"
#undef NAME
  };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *lower = g_utf8_strdown (names[i], -1);
      ck_assert_str_eq (names[i], lower);
      ck_assert_msg (strchr (names[i], ' ') == NULL, "%s", names[i]);
      ck_assert_msg (g_hash_table_add (seen, (gpointer) names[i]), "%s stands twice", names[i]);
    }
}
END_TEST

START_TEST (rows_of_other_peoples_lists_are_understood)
{
  g_autoptr (JournalList) list = read_list ("No;E-Mail Address;Date;Error;Source\n"
                                            "1;bob@a.com;25.11.2026;550 5.1.1 user unknown;\n"
                                            "2;eva@a.com;;;card\n"
                                            "3;zoe@a.com;;;\n",
                                            NULL);
  const JournalEntry *entry = g_ptr_array_index (list->entries, 0);
  const JournalEntry *contact = g_ptr_array_index (list->contacts, 0);

  ck_assert_uint_eq (list->faults->len, 0);
  ck_assert_uint_eq (list->entries->len, 1);
  ck_assert_str_eq (entry->reason, "mailbox_missing");
  ck_assert_str_eq (entry->class, "status");
  ck_assert (entry->permanent);
  ck_assert_str_eq (entry->line, "550 5.1.1 user unknown");
  ck_assert_str_eq (entry->channel, "fair");
  ck_assert_uint_eq (list->contacts->len, 2);
  ck_assert_str_eq (contact->channel, "card");
}
END_TEST

START_TEST (what_cannot_be_read_is_told_with_its_line)
{
  g_autoptr (JournalList) list = read_list ("邮箱,日期,退信原因,smtp code\r\n"
                                            "bob@a.com,2026-11-25,FULL,550\r\n"
                                            "bob,2026-11-25,FULL,\r\n"
                                            "\r\n"
                                            "bob@a.com,soon,who knows,55\r\n",
                                            NULL);
  static const struct
  {
    guint line;
    const char *what;
    const char *value;
  } expected[] = { { 3, "address", "bob" },
                   { 5, "reason", "who knows" },
                   { 5, "reply", "55" },
                   { 5, "failed", "soon" } };

  ck_assert_uint_eq (list->entries->len, 1);
  ck_assert_uint_eq (list->faults->len, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const JournalFault *fault = g_ptr_array_index (list->faults, (guint) i);
      ck_assert_uint_eq (fault->line, expected[i].line);
      ck_assert_str_eq (fault->what, expected[i].what);
      ck_assert_str_eq (fault->value, expected[i].value);
    }
}
END_TEST

START_TEST (a_list_without_addresses_is_none)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_list ("company,country\nRothwell,GB\n", &error));
  ck_assert (g_error_matches (error, LASTMILE_ERROR, LASTMILE_ERROR_csv_syntax));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("journal_list");
  TCase *tcase = tcase_create ("journal_list");
  SRunner *runner = srunner_create (suite);
  int failed;

  setenv ("TZ", "UTC", 1);
  tcase_add_loop_test (tcase, a_moment_is_read_as_it_was_meant_or_not_at_all, 0,
                       G_N_ELEMENTS (moments));
  tcase_add_test (tcase, what_is_written_is_read_again);
  tcase_add_test (tcase, every_name_of_a_column_is_one_that_a_header_line_can_have);
  tcase_add_test (tcase, rows_of_other_peoples_lists_are_understood);
  tcase_add_test (tcase, what_cannot_be_read_is_told_with_its_line);
  tcase_add_test (tcase, a_list_without_addresses_is_none);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
