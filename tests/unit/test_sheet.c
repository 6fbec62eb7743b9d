/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "sheet/sheet.h"

static char *
there_and_back (const char *csv, GError **error)
{
  g_autoptr (GBytes) workbook = sheet_write (csv, strlen (csv), error);
  gsize length;
  const char *bytes = workbook != NULL ? g_bytes_get_data (workbook, &length) : NULL;

  return bytes != NULL ? sheet_read (bytes, length, error) : NULL;
}

START_TEST (cells_are_read_as_they_were_written)
{
  static const char csv[]
      = "邮箱,\"a \"\"b\"\", c\"\r\n=1+1,007\r\n\" x \",_x0041_ \x01 <&>\r\n,last\r\n";
  g_autofree char *again = there_and_back (csv, NULL);

  ck_assert_str_eq (again, csv);
}
END_TEST

START_TEST (rows_keep_their_numbers)
{
  g_autofree char *again = there_and_back ("a,b\r\n\"two\nlines\",x\r\n,\r\nc,d\r\n", NULL);

  ck_assert_str_eq (again, "a,b\r\ntwo lines,x\r\n\r\nc,d\r\n");
}
END_TEST

/* --- Workbooks of other programs --- */

#define RELATIONS                                                                                  \
  "<Relationships xmlns='r'><Relationship Id='rId1' Target='styles.xml'/>"                         \
  "<Relationship Id='rId7' Target='/xl/worksheets/data.xml'/></Relationships>"
#define WORKBOOK                                                                                   \
  "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='A' r:id='rId7'/>"                  \
  "<x:sheet name='B' r:id='rId1'/></x:sheets></x:workbook>"
#define STRINGS                                                                                     \
  "<sst><si><t>email</t></si><si><r><t>王</t></r><r><t>芳</t></r><rPh><t>ワン</t></rPh></si></" \
  "sst>"

typedef struct
{
  const char *name;
  const char *text;
} Part;

/* What sheet_read () makes of an archive of @parts, up to one without a name. */
static char *
read_parts (const Part *parts, GError **error)
{
  static char buffer[1 << 20];
  zip_error_t cause;
  zip_source_t *source = zip_source_buffer_create (NULL, 0, 0, &cause);
  zip_t *archive = zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, &cause);
  zip_int64_t length;

  zip_source_keep (source);
  for (; parts->name != NULL; parts++)
    zip_file_add (archive, parts->name,
                  zip_source_buffer (archive, parts->text, strlen (parts->text), 0),
                  ZIP_FL_OVERWRITE);
  ck_assert_int_eq (zip_close (archive), 0);
  zip_source_open (source);
  length = zip_source_read (source, buffer, sizeof buffer);
  zip_source_free (source);
  return sheet_read (buffer, (gsize) length, error);
}

START_TEST (the_first_sheet_is_found_and_all_kinds_of_cells_are_read)
{
  const Part parts[] = {
    { "xl/workbook.xml", WORKBOOK },
    { "xl/_rels/workbook.xml.rels", RELATIONS },
    { "xl/sharedStrings.xml", STRINGS },
    { "xl/worksheets/data.xml",
      "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c>"
      "<c r='C1' t='inlineStr'><is><t>in</t><rPh><t>no</t></rPh></is></c></row>"
      "<row r='3'><c t='s'><v>1</v></c><c><v>46351.5</v></c><c t='str'><f>A1</f><v>email</v></c>"
      "<c t='s'><v>99</v></c></row></sheetData></worksheet>" },
    { NULL, NULL }
  };
  g_autofree char *csv = read_parts (parts, NULL);

  ck_assert_str_eq (csv, "email,,in\r\n\r\n王芳,46351.5,email,\r\n");
}
END_TEST

static const struct
{
  const char *title;
  const char *sheet;
  SheetError expected;
} hostile[] = {
  { "not well formed", "<worksheet><sheetData>", SHEET_ERROR_NOT_A_WORKBOOK },
  { "a document type",
    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><worksheet>&b;</worksheet>",
    SHEET_ERROR_NOT_A_WORKBOOK },
  { "a row beyond all sheets", "<worksheet><row r='1000001'/></worksheet>", SHEET_ERROR_TOO_LARGE },
  { "a row number without end", "<worksheet><row r='99999999999999999999'/></worksheet>",
    SHEET_ERROR_TOO_LARGE },
  { "a column beyond all sheets", "<worksheet><row><c r='ZZZZZZZZ1'/></row></worksheet>",
    SHEET_ERROR_TOO_LARGE },
};

START_TEST (hostile_sheets_are_refused)
{
  const Part parts[] = { { "xl/workbook.xml", "<workbook/>" },
                         { "xl/worksheets/sheet1.xml", hostile[_i].sheet },
                         { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = read_parts (parts, &error);

  ck_assert_msg (g_error_matches (error, SHEET_ERROR, (gint) hostile[_i].expected), "%s: %s",
                 hostile[_i].title, error != NULL ? error->message : csv);
}
END_TEST

START_TEST (what_is_no_workbook_is_refused)
{
  const Part parts[] = { { "readme.txt", "hello" }, { NULL, NULL } };
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) other = NULL;

  ck_assert_ptr_null (sheet_read ("email\nbob@a.com\n", 16, &none));
  ck_assert (g_error_matches (none, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK));
  ck_assert_ptr_null (read_parts (parts, &other));
  ck_assert (g_error_matches (other, SHEET_ERROR, SHEET_ERROR_NOT_A_WORKBOOK));
}
END_TEST

START_TEST (a_cell_that_no_sheet_holds_is_refused)
{
  g_autofree char *csv = g_strnfill (SHEET_MAX_CELL + 1, 'x');
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (sheet_write (csv, strlen (csv), &error));
  ck_assert (g_error_matches (error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sheet");
  TCase *tcase = tcase_create ("sheet");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, cells_are_read_as_they_were_written);
  tcase_add_test (tcase, rows_keep_their_numbers);
  tcase_add_test (tcase, the_first_sheet_is_found_and_all_kinds_of_cells_are_read);
  tcase_add_loop_test (tcase, hostile_sheets_are_refused, 0, G_N_ELEMENTS (hostile));
  tcase_add_test (tcase, what_is_no_workbook_is_refused);
  tcase_add_test (tcase, a_cell_that_no_sheet_holds_is_refused);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
