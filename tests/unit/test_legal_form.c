/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "knowledge/country.h"
#include "knowledge/legal_form.h"
#include "knowledge/tld_country.h"

static const LegalForm forms[] = {
#define FORM(name, spellings, countries, fringe, grade)                                            \
  { name, spellings, countries, fringe, FORM_##grade },
#include "knowledge/legal_form.def"
#undef FORM
};

static void
assert_set (const char *set, const char *of)
{
  g_auto (GStrv) codes = NULL;

  if (*set == '\0')
    return;
  codes = g_strsplit (set, " ", -1);
  for (char **code = codes; *code != NULL; code++)
    ck_assert_msg (country_from_code (*code, strlen (*code)) != COUNTRY_NONE, "%s: %s", of, *code);
}

START_TEST (a_row_names_countries)
{
  ck_assert (*forms[_i].countries != '\0');
  assert_set (forms[_i].countries, forms[_i].name);
  assert_set (forms[_i].fringe, forms[_i].name);
}
END_TEST

/* "Acme" with each spelling of the row has a form of the row's countries. */
START_TEST (a_spelling_is_found)
{
  g_auto (GStrv) spellings = g_strsplit (forms[_i].spellings, "|", -1);

  for (char **each = spellings; *each != NULL; each++)
    {
      gboolean first = **each == '^';
      const char *text = *each + strspn (*each, "^=:.*");
      gboolean dotted = strchr (".:", (*each)[first ? 1 : 0]) != NULL;
      g_autofree char *name = NULL;
      const LegalForm *form;

      if (first)
        name = g_strdup_printf ("%c%s%s Acme", *text, dotted ? "." : "", text + 1);
      else if (dotted)
        name = g_strdup_printf ("Acme %c.%s", *text, text + 1);
      else
        name = g_strdup_printf ("Acme %s", text);
      if ((guchar) *text >= 0x80 && dotted)
        continue; /* a dot inside a character would be no text */
      form = legal_form_find (name);
      ck_assert_msg (form != NULL, "%s: nothing in %s", forms[_i].name, name);
      ck_assert_msg (
          strncmp (form->countries, forms[_i].countries, 2) == 0
              || country_set_has (forms[_i].countries, country_set_first (form->countries)),
          "%s: %s in %s", forms[_i].name, form->name, name);
    }
}
END_TEST

/* Names that hold what looks like a form. */
START_TEST (a_near_miss_has_none)
{
  static const char *const names[] = { "Grand Hotel Spa",
                                       "SAS Institute",
                                       "AG Barr",
                                       "Acme Ltd",
                                       "Acme Inc.",
                                       "Acme Co., Ltd.",
                                       "Acme S.A.",
                                       "Acme LLC",
                                       "Acme plc",
                                       "GmbH",
                                       "",
                                       " , ()",
                                       "株式会社",
                                       "Anna-AG Schmidt",
                                       "Ag Growth Products",
                                       "Bank of AB Town",
                                       "Müller GmbH c/o Abe",
                                       "PT",
                                       "Tokyo branch of Müller GmbH",
                                       "Acme gmbhs",
                                       "agent of Rossi S.p.A." };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LegalForm *form = legal_form_find (names[i]);
      ck_assert_msg (form == NULL, "%s in \"%s\"", form != NULL ? form->name : "", names[i]);
    }
}
END_TEST

START_TEST (a_very_long_name_is_not_read)
{
  g_autofree char *name = g_strnfill (5000, 'a');
  g_autofree char *firm = g_strconcat (name, " GmbH", NULL);
  static const char words[] = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

  ck_assert_ptr_null (legal_form_find (firm));
  ck_assert_ptr_null (legal_form_find (words));
}
END_TEST

static const char *const kin_rows[][4] = {
#define KIN(country, same, near, neighbours) { country, same, near, neighbours },
#include "knowledge/country_kin.def"
#undef KIN
};

START_TEST (kin_are_countries_in_order_and_once)
{
  for (guint i = 0; i < G_N_ELEMENTS (kin_rows); i++)
    {
      const char *const *row = kin_rows[i];
      ck_assert_msg (i == 0 || strcmp (kin_rows[i - 1][0], row[0]) < 0, "%s", row[0]);
      for (guint c = 0; c < 4; c++)
        assert_set (row[c], row[0]);
      for (guint c = 1; c < 4; c++)
        for (const char *code = row[c]; *code != '\0'; code += code[2] == ' ' ? 3 : 2)
          for (guint other = 0; other < c; other++)
            ck_assert_msg (!country_set_has (row[other], COUNTRY (code[0], code[1])),
                           "%s: %.2s twice", row[0], code);
    }
}
END_TEST

START_TEST (a_tld_tells_its_country)
{
  static const char *const tlds[][2]
      = { { "de", "DE" },         { "uk", "GB" }, { "xn--p1ai", "RU" },
          { "xn--fiqs8s", "CN" }, { "jp", "JP" }, { "xn--3e0b707e", "KR" } };
  static const char *const silent[]
      = { "com", "io", "ai", "eu", "su", "ag", "tv", "xn--e1a4c", "zz", "d", "" };
  char code[3];

  for (guint i = 0; i < G_N_ELEMENTS (tlds); i++)
    ck_assert_str_eq (country_code (tld_country (tlds[i][0]), code), tlds[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    ck_assert_msg (tld_country (silent[i]) == COUNTRY_NONE, "%s", silent[i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("legal_form");
  TCase *tcase = tcase_create ("legal_form");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, a_row_names_countries, 0, G_N_ELEMENTS (forms));
  tcase_add_loop_test (tcase, a_spelling_is_found, 0, G_N_ELEMENTS (forms));
  tcase_add_test (tcase, a_near_miss_has_none);
  tcase_add_test (tcase, a_very_long_name_is_not_read);
  tcase_add_test (tcase, kin_are_countries_in_order_and_once);
  tcase_add_test (tcase, a_tld_tells_its_country);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
