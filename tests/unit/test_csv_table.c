/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "csv_table.h"
#include "csv_text.h"

static const CsvColumn columns[]
    = { { "company", TRUE }, { "country", FALSE }, { "domains", TRUE } };

/* What is expected: the rows as "LINE company|country|domains", joined by "\n"; or "LINE COLUMN
 * what" of an error,
 * "-" for no column. */
typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} CsvCase;

#define HEAD "company,country,domains\n"

static const CsvCase good[] = {
  { "plain", HEAD "Bosch,DE,bosch.com\n", "2 Bosch|DE|bosch.com" },
  { "no line end at the end", HEAD "Bosch,DE,bosch.com", "2 Bosch|DE|bosch.com" },
  { "CR LF", "company,country,domains\r\na,b,c\r\nd,e,f\r\n", "2 a|b|c\n3 d|e|f" },
  { "CR alone", "company,country,domains\ra,b,c\rd,e,f", "2 a|b|c\n3 d|e|f" },
  { "any order, other columns", "note,Domains , COMPANY,x\n1,c,a,2\n", "2 a||c" },
  { "a byte order mark", "\xef\xbb\xbf" HEAD "a,b,c\n", "2 a|b|c" },
  { "semicolons", "company;country;domains\n\"a;b\";b;c,d\n", "2 a;b|b|c,d" },
  { "tabs", "company\tcountry\tdomains\na\t\tc\n", "2 a||c" },
  { "a comma in a quoted name is no separator of semicolons", "\"company\";\"x,y\";domains\na;;c\n",
    "2 a||c" },
  { "quotes", HEAD "\"Say \"\"hi\"\", Ltd\",\" \",c\n", "2 Say \"hi\", Ltd||c" },
  { "a line end in quotes", HEAD "\"a\nb\",,c\nd,e,f\n", "2 a\nb||c\n4 d|e|f" },
  { "a quoted line end of blanks", HEAD "\"a\n\n  \nb\",,c\nd,e,f\n", "2 a\n\n  \nb||c\n6 d|e|f" },
  { "empty lines and rows are passed over", "\n" HEAD "\n,,\n  \na,b,c\n,,,,\n\nd,,f\n",
    "6 a|b|c\n9 d||f" },
  { "short rows, empty fields behind the header", HEAD "a\nb,c,d,,,\n", "2 a||\n3 b|c|d" },
  { "blanks around", HEAD "  a b  ,\tb\t,c \n", "2 a b|b|c" },
  { "no rows", HEAD, "" },
  { "header without line end", "domains,company", "" },
};

static const CsvCase bad[] = {
  { "nothing", "", "1 - the file has no header line" },
  { "empty lines only", "\n\n \n", "3 - the file has no header line" },
  { "a missing column", "\ncompany,country\na,b\n",
    "2 domains the header line has no such column" },
  { "a column twice", "company,domains,Company\n",
    "1 company the header line has the column twice" },
  { "too many fields", HEAD "a,b,c\na,b,c,d\n",
    "3 - the row has more fields than the header line has columns" },
  { "a quote in a plain field", HEAD "a,b,c\n\na\"b,c,d\n",
    "4 - a quote stands where none may be" },
  { "something behind a quoted field", HEAD "\"a\"b,c,d\n",
    "2 - a quote stands where none may be" },
  { "an open quote", HEAD "a,b,c\n\"d,e,f\ng,h,i\n", "3 - a quoted field is not closed" },
};

START_TEST (a_good_table)
{
  const CsvCase *one = &good[_i];
  g_autoptr (GError) error = NULL;
  g_autoptr (CsvTable) table
      = csv_table_read (one->text, strlen (one->text), columns, G_N_ELEMENTS (columns), &error);
  GString *rows = g_string_new (NULL);

  ck_assert_msg (table != NULL, "%s: %s", one->name, error != NULL ? error->message : "");
  for (guint row = 0; row < csv_table_length (table); row++)
    g_string_append_printf (rows, "%s%u %s|%s|%s", row > 0 ? "\n" : "", csv_table_line (table, row),
                            csv_table_get (table, row, 0), csv_table_get (table, row, 1),
                            csv_table_get (table, row, 2));
  ck_assert_msg (g_str_equal (rows->str, one->expected), "%s: %s", one->name, rows->str);
  g_string_free (rows, TRUE);
}
END_TEST

START_TEST (a_bad_table)
{
  const CsvCase *one = &bad[_i];
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  const ErrorPlace *place;

  ck_assert_msg (
      csv_table_read (one->text, strlen (one->text), columns, G_N_ELEMENTS (columns), &error)
          == NULL,
      "%s: accepted", one->name);
  place = lastmile_error_place (error);
  told = g_strdup_printf ("%u %s %s", place->line, place->field != NULL ? place->field : "-",
                          error->message);
  ck_assert_msg (g_str_equal (told, one->expected), "%s: %s", one->name, told);
  ck_assert_int_eq (error->code, LASTMILE_ERROR_csv_syntax);
}
END_TEST

static const struct
{
  const char *name;
  const char *encoding;
  const char *text;
} encodings[] = {
  { "Chinese Excel", "GB18030",
    "company,domains\n海尔集团,haier.com\n€ 华为技术有限公司,huawei.com\n" },
  { "European Excel", "WINDOWS-1252",
    "company;domains\nMüller Söhne & Cie – Zürich;mueller.ch\nSociété Générale;sg.fr\n" },
  { "one letter", "WINDOWS-1252", "company;domains\nMüller;mueller.ch\n" },
  { "one Chinese word", "GB18030", "company,domains\n海尔,haier.com\n" },
  { "Unicode text", "UTF-16", "company\tdomains\nMüller 海尔\tx.com\n" },
};

START_TEST (an_encoding_of_a_spreadsheet)
{
  gsize length;
  g_autofree char *bytes
      = g_convert (encodings[_i].text, -1, encodings[_i].encoding, "UTF-8", NULL, &length, NULL);
  g_autofree char *text = csv_text_decode (bytes, length, NULL);

  ck_assert_msg (g_strcmp0 (text, encodings[_i].text) == 0, "%s: %s", encodings[_i].name, text);
}
END_TEST

START_TEST (bytes_that_are_no_text)
{
  static const char *const bytes[] = { "a,b\n\x80\x81\xff\xff\n", "a\0b", "\xff\xfe\x00\xd8\n" };
  static const gsize lengths[] = { 9, 3, 5 };
  g_autoptr (GError) error = NULL;

  ck_assert (csv_text_decode (bytes[_i], lengths[_i], &error) == NULL);
  ck_assert (g_error_matches (error, LASTMILE_ERROR, LASTMILE_ERROR_csv_encoding));
}
END_TEST

START_TEST (sizes_have_bounds)
{
  g_autoptr (GError) wide = NULL, long_field = NULL;
  GString *text = g_string_new ("company,domains");

  for (int i = 2; i <= CSV_MAX_COLUMNS; i++)
    g_string_append (text, ",x");
  ck_assert (csv_table_read (text->str, text->len, columns, G_N_ELEMENTS (columns), &wide) == NULL);
  ck_assert_str_eq (wide->message, "the header line has more than 1000 columns");
  g_string_assign (text, HEAD);
  for (int i = 0; i <= CSV_MAX_FIELD; i++)
    g_string_append_c (text, 'a');
  ck_assert (csv_table_read (text->str, text->len, columns, G_N_ELEMENTS (columns), &long_field)
             == NULL);
  ck_assert_uint_eq (lastmile_error_place (long_field)->line, 2);
  g_string_free (text, TRUE);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("csv_table");
  TCase *tcase = tcase_create ("csv_table");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, a_good_table, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tcase, a_bad_table, 0, G_N_ELEMENTS (bad));
  tcase_add_loop_test (tcase, an_encoding_of_a_spreadsheet, 0, G_N_ELEMENTS (encodings));
  tcase_add_loop_test (tcase, bytes_that_are_no_text, 0, 3);
  tcase_add_test (tcase, sizes_have_bounds);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
