/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "wire/json.h"

static char **rows; /* tests/cases/json/strict.txt, without comments and blanks */
static guint n_rows;

static void
read_rows (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *kept = g_ptr_array_new ();

  if (!g_file_get_contents (TEST_DATA "/cases/json/strict.txt", &text, NULL, NULL))
    g_error ("no table of cases");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (kept, g_strdup (lines[i]));
  n_rows = kept->len;
  g_ptr_array_add (kept, NULL);
  rows = (char **) g_ptr_array_free (kept, FALSE);
}

/* Cuts the next column off *at. */
static char *
take_column (const char **at)
{
  gsize length = strcspn (*at, " ");
  char *column = g_strndup (*at, length);

  *at += length + strspn (*at + length, " ");
  return column;
}

/* <FF> becomes the byte. */
static GString *
unfold_bytes (const char *at)
{
  GString *bytes = g_string_new (NULL);

  while (*at != '\0')
    if (at[0] == '<' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]) && at[3] == '>')
      {
        g_string_append_c (
            bytes, (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2])));
        at += 4;
      }
    else
      g_string_append_c (bytes, *at++);
  return bytes;
}

START_TEST (a_text_of_the_table)
{
  const char *at = rows[_i];
  g_autofree char *code = take_column (&at);
  g_autofree char *offset = take_column (&at);
  g_autofree char *path = take_column (&at);
  GString *bytes = unfold_bytes (at);
  g_autofree char *exact
      = g_memdup2 (bytes->str, bytes->len); /* no byte behind it: ASan sees an overrun */
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) json = json_parse (exact, bytes->len, &error);

  if (g_str_equal (code, "accept"))
    {
      ck_assert_msg (json != NULL, "%s: %s", rows[_i], error != NULL ? error->message : "");
    }
  else
    {
      const ErrorPlace *place;
      ck_assert_msg (json == NULL, "%s: accepted", rows[_i]);
      place = lastmile_error_place (error);
      ck_assert_msg (g_str_equal (lastmile_error_name (error->code), code), "%s: %s", rows[_i],
                     lastmile_error_name (error->code));
      ck_assert_msg (place->offset == strtoul (offset, NULL, 10), "%s: offset %zu", rows[_i],
                     place->offset);
      ck_assert_msg (g_str_equal (place->field != NULL ? place->field : "-", path), "%s: path %s",
                     rows[_i], place->field);
    }
  g_string_free (bytes, TRUE);
}
END_TEST

static gboolean
accepts_depth (const char *open, const char *close, guint depth)
{
  GString *text = g_string_new (NULL);
  gboolean ok;

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  ok = json_strict_check (text->str, text->len, JSON_MAX_DEPTH, NULL);
  g_string_free (text, TRUE);
  return ok;
}

START_TEST (depth_has_a_bound)
{
  ck_assert (accepts_depth ("[", "]", JSON_MAX_DEPTH));
  ck_assert (!accepts_depth ("[", "]", JSON_MAX_DEPTH + 1));
  ck_assert (accepts_depth ("{\"a\":", "}", JSON_MAX_DEPTH));
  ck_assert (!accepts_depth ("{\"a\":", "}", JSON_MAX_DEPTH + 1));
  ck_assert (!accepts_depth ("[", "", 1000000));
}
END_TEST

START_TEST (a_fault_names_line_and_column)
{
  static const char text[] = "{\n  \"名\": 1,\n  \"é\": 01\n}";
  g_autoptr (GError) error = NULL;

  ck_assert (!json_strict_check (text, strlen (text), JSON_MAX_DEPTH, &error));
  ck_assert_uint_eq (lastmile_error_place (error)->line, 3);
  ck_assert_uint_eq (lastmile_error_place (error)->column, 9);
}
END_TEST

START_TEST (a_key_is_located)
{
  static const char text[]
      = "{\n  \"severity\": {\n    \"format\": \"off\"\n  },\n \"directory\": [{}, {\n"
        "  \"country\": \"DE\"}]}";
  guint line = 0, column = 0;

  ck_assert (json_locate (text, strlen (text), "severity.format", &line, &column));
  ck_assert_uint_eq (line, 3);
  ck_assert_uint_eq (column, 5);
  ck_assert (json_locate (text, strlen (text), "directory[1].country", &line, &column));
  ck_assert_uint_eq (line, 6);
  ck_assert (json_locate (text, strlen (text), "directory[1]", &line, &column));
  ck_assert_uint_eq (line, 5);
  ck_assert_uint_eq (column, 20);
  ck_assert (!json_locate (text, strlen (text), "directory[2]", &line, &column));
  ck_assert (!json_locate (text, strlen (text), "country", &line, &column));
}
END_TEST

START_TEST (many_keys_are_compared_quickly)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "\"k%u\":0,", i);
  g_string_append (text, "\"k77\":0}");
  ck_assert (!json_strict_check (text->str, text->len, JSON_MAX_DEPTH, NULL));
  g_string_free (text, TRUE);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("json_strict");
  TCase *tcase = tcase_create ("json_strict");
  SRunner *runner = srunner_create (suite);
  int failed;

  read_rows ();
  tcase_add_loop_test (tcase, a_text_of_the_table, 0, (int) n_rows);
  tcase_add_test (tcase, depth_has_a_bound);
  tcase_add_test (tcase, a_fault_names_line_and_column);
  tcase_add_test (tcase, a_key_is_located);
  tcase_add_test (tcase, many_keys_are_compared_quickly);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_strfreev (rows);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
