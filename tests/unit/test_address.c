/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "mail/address.h"

/* Every line of cases/addresses.txt is read as it says, and every line of
 * cases/recipient_lists.txt. */

typedef struct
{
  const char *file;
  guint line;
  char *input;
  char *expected;
} Case;

static GArray *addresses;
static GArray *lists;

/* "{U+200B}" stands for the character. */
static char *
unescape (const char *text)
{
  GString *result = g_string_new (NULL);

  while (*text != '\0')
    if (g_str_has_prefix (text, "{U+"))
      {
        g_string_append_unichar (result, (gunichar) g_ascii_strtoull (text + 3, NULL, 16));
        text = strchr (text, '}') + 1;
      }
    else
      g_string_append_c (result, *text++);
  return g_string_free (result, FALSE);
}

static GArray *
cases_read (const char *file)
{
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_autofree char *path = g_build_filename (TEST_DATA, "cases", file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *arrow = strstr (lines[i], "=>");
      Case fresh = { .file = file, .line = i + 1 };

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_nonnull (arrow);
      fresh.expected = g_strdup (g_strstrip (arrow + 2));
      *(arrow > lines[i] ? arrow - 1 : arrow) = '\0';
      fresh.input = unescape (lines[i]);
      g_array_append_val (cases, fresh);
    }
  g_assert_cmpuint (cases->len, >, 0);
  return cases;
}

static const char *const kind_names[N_FAULTS] = {
  [FAULT_WHITESPACE] = "whitespace",
  [FAULT_INVISIBLE_CHARACTER] = "invisible_character",
  [FAULT_FULLWIDTH] = "fullwidth",
  [FAULT_STRAY_PUNCTUATION] = "stray_punctuation",
  [FAULT_MISSING_AT] = "missing_at",
  [FAULT_MULTIPLE_AT] = "multiple_at",
  [FAULT_MISSING_LOCAL_PART] = "missing_local_part",
  [FAULT_MISSING_DOMAIN] = "missing_domain",
  [FAULT_UNDERSCORE_IN_DOMAIN] = "underscore_in_domain",
  [FAULT_DOTS] = "dots",
  [FAULT_INVALID_CHARACTER] = "invalid_character",
  [FAULT_TOO_LONG] = "too_long",
  [FAULT_IP_LITERAL] = "ip_literal",
  [FAULT_INVALID_IDN] = "invalid_idn",
};

/* Whether the place of the fault holds the characters that it names. */
static gboolean
fault_fits (const Address *address, const AddressFault *fault)
{
  g_autofree char *there = NULL;

  if (fault->start + fault->length > strlen (address->text))
    return FALSE;
  there = g_strndup (address->text + fault->start, fault->length);
  return fault->kind == FAULT_TOO_LONG || g_str_has_prefix (fault->detail, "U+")
         || strchr (there, ' ') != NULL || g_str_has_prefix (there, fault->detail);
}

/* "fullwidth(＠) stray_punctuation(,) => a@b.com", "ok" for an address without fault */
static void
describe (GString *said, const Address *address)
{
  if (address->faults->len == 0)
    g_string_append (said, "ok");
  for (guint i = 0; i < address->faults->len; i++)
    {
      const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);
      g_string_append_printf (said, "%s%s", i > 0 ? " " : "", kind_names[fault->kind]);
      if (fault->detail[0] != '\0')
        g_string_append_printf (said, "(%s)", fault->detail);
      if (!fault_fits (address, fault))
        g_string_append (said, " out of place");
    }
  if (address->faults->len > 0)
    g_string_append_printf (said, " => %s", address->repaired != NULL ? address->repaired : "-");
}

START_TEST (an_address_is_read_as_its_case_says)
{
  const Case *row = &g_array_index (addresses, Case, (guint) _i);
  g_autoptr (Address) address = address_read (row->input);
  g_autoptr (GString) said = g_string_new (NULL);

  describe (said, address);
  ck_assert_msg (strcmp (said->str, row->expected) == 0,
                 "%s:%u: %s\n  expected: %s\n  found:    %s", row->file, row->line, row->input,
                 row->expected, said->str);
}
END_TEST

/* What a user accepts by a click must not be told off again. */
START_TEST (a_repaired_address_has_no_fault)
{
  const Case *row = &g_array_index (addresses, Case, (guint) _i);
  g_autoptr (Address) address = address_read (row->input);
  g_autoptr (GPtrArray) again
      = address->repaired != NULL ? address_list_read (address->repaired) : NULL;

  for (guint i = 0; again != NULL && i < again->len; i++)
    {
      const Address *one = g_ptr_array_index (again, i);
      ck_assert_msg (one->local_part != NULL && one->repaired == NULL, "%s:%u: %s", row->file,
                     row->line, address->repaired);
    }
}
END_TEST

START_TEST (a_list_is_split_as_its_case_says)
{
  const Case *row = &g_array_index (lists, Case, (guint) _i);
  g_autoptr (GPtrArray) list = address_list_read (row->input);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const Address *address = g_ptr_array_index (list, i);
      g_string_append_printf (said, "%s", i > 0 ? " & " : "");
      if (address->display_name != NULL)
        g_string_append_printf (said, "[%s] ", address->display_name);
      g_string_append (said, address->text);
    }
  ck_assert_msg (strcmp (said->str, row->expected) == 0,
                 "%s:%u: %s\n  expected: %s\n  found:    %s", row->file, row->line, row->input,
                 row->expected, said->str);
}
END_TEST

START_TEST (parts_are_those_of_the_best_reading)
{
  g_autoptr (Address) address = address_read ("\"Jörg\" <\"jörg\"@MAIL.Exämple.co.uk>");
  g_autofree char *key = address_key (address);

  ck_assert_str_eq (address->display_name, "Jörg");
  ck_assert_str_eq (address->local_part, "jörg");
  ck_assert_str_eq (address->domain, "mail.exämple.co.uk");
  ck_assert_str_eq (address->ascii_domain, "mail.xn--exmple-cua.co.uk");
  ck_assert_str_eq (address->tld, "uk");
  ck_assert_str_eq (address->registrable, "xn--exmple-cua.co.uk");
  ck_assert_str_eq (key, "jörg@mail.xn--exmple-cua.co.uk");
}
END_TEST

START_TEST (a_literal_has_no_domain_name)
{
  g_autoptr (Address) address = address_read ("john@[IPv6:2001:db8::1]");

  ck_assert_str_eq (address->local_part, "john");
  ck_assert_str_eq (address->domain, "[IPv6:2001:db8::1]");
  ck_assert_ptr_null (address->ascii_domain);
  ck_assert_ptr_null (address->tld);
  ck_assert_ptr_null (address_key (address));
}
END_TEST

/* Work stays in proportion to the length, whatever stands there. */
START_TEST (hostile_lengths_are_read_in_time)
{
  static const char *const pieces[] = { "(", "<",       "\"",   "\\\"",     "a:,", "a@b,", "@",
                                        ".", "a@b.cn;", "((a)", "{U+200B}", "=?",  "王" };
  const char *piece = pieces[_i];
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) list = NULL;

  while (text->len < 400000)
    g_string_append (text, piece);
  list = address_list_read (text->str);
  ck_assert_uint_ge (list->len, 1);
  g_string_free (text, TRUE);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("address");
  TCase *tcase = tcase_create ("address");
  SRunner *runner = srunner_create (suite);
  int failed;

  addresses = cases_read ("addresses.txt");
  lists = cases_read ("recipient_lists.txt");
  tcase_set_timeout (tcase, 20);
  tcase_add_loop_test (tcase, an_address_is_read_as_its_case_says, 0, (int) addresses->len);
  tcase_add_loop_test (tcase, a_repaired_address_has_no_fault, 0, (int) addresses->len);
  tcase_add_loop_test (tcase, a_list_is_split_as_its_case_says, 0, (int) lists->len);
  tcase_add_test (tcase, parts_are_those_of_the_best_reading);
  tcase_add_test (tcase, a_literal_has_no_domain_name);
  tcase_add_loop_test (tcase, hostile_lengths_are_read_in_time, 0, 13);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
