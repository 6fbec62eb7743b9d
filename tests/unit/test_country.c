/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "knowledge/country.h"
#include "knowledge/phone_prefix.h"
#include "knowledge/place.h"
#include "run.h"

/* The lines of cases/country.txt that are cases. */
static char **cases;
static int n_cases;

static void
cases_read (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *list = g_ptr_array_new ();

  g_assert_true (g_file_get_contents (TEST_DATA "/cases/country.txt", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#')
      g_ptr_array_add (list, g_strdup (*line));
  n_cases = (int) list->len;
  g_ptr_array_add (list, NULL);
  cases = (char **) g_ptr_array_free (list, FALSE);
}

static char *
column (char **columns, guint i)
{
  char *text = i < g_strv_length (columns) ? g_strdup (g_strstrip (columns[i])) : g_strdup ("");

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static Message *
message_of_case (const char *given)
{
  g_auto (GStrv) columns = g_strsplit (given, "|", -1);
  g_autofree char *recipient = column (columns, 0);
  g_autofree char *body = column (columns, 4);
  Message *message = message_new ();
  Contact *contact = g_new0 (Contact, 1);

  contact->country = column (columns, 1);
  contact->organisation = column (columns, 2);
  contact->phone = column (columns, 3);
  if (body != NULL)
    {
      g_free (message->body);
      message->body = g_strcompress (body);
    }
  message_add_recipient (message, FIELD_TO, 0, recipient, message_add_contact (message, contact));
  return message;
}

static const char *
param_of (const Finding *finding, const char *name)
{
  for (guint i = 0; i < finding->params->len; i++)
    {
      const FindingParam *param = &g_array_index (finding->params, FindingParam, i);
      if (g_str_equal (param->name, name))
        return g_ptr_array_index (param->values, 0);
    }
  return "";
}

/* "warning DE JP legal_form": what the one finding says, "-" for none. */
static char *
verdict_of (Message *message)
{
  g_autoptr (Policy) policy = policy_new ();
  g_autoptr (Run) run = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  const Findings *findings;
  Sources sources;

  sources_init (&sources);
  for (int i = 0; i < N_CHECKS; i++)
    if (i != CHECK_recipient_country_mismatch)
      policy->sure[i] = SEVERITY_OFF;
  run = run_new (message, policy, &sources, NULL, NULL);
  run_to_end (run, 1000);
  findings = run_findings (run);
  for (guint i = 0; i < findings_length (findings); i++)
    {
      const Finding *finding = findings_get (findings, i);
      g_string_append_printf (said, "%s%s %s %s %s", i > 0 ? "; " : "",
                              finding->severity == SEVERITY_WARNING ? "warning" : "notice",
                              param_of (finding, "company_country"),
                              param_of (finding, "domain_country"), param_of (finding, "main"));
    }
  return g_strdup (said->len > 0 ? said->str : "-");
}

START_TEST (a_case_says_what_it_should)
{
  g_auto (GStrv) sides = g_strsplit (cases[_i], "=>", 2);
  g_autoptr (Message) message = message_of_case (sides[0]);
  g_autofree char *said = verdict_of (message);

  ck_assert_msg (g_str_equal (said, g_strstrip (sides[1])), "%s\n  said: %s", cases[_i], said);
}
END_TEST

/* Every way to write a country in the lists is understood, and its code and own names as well. */
START_TEST (every_listed_name_is_a_country)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  ck_assert (
      g_file_get_contents (TEST_DATA "/../host/knowledge/country_names.txt", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) names = NULL;
      if (**line == '\0' || **line == '#')
        continue;
      names = g_strsplit_set (*line, "|;", -1);
      for (char **name = names; *name != NULL; name++)
        {
          char code[3];
          g_strstrip (*name);
          ck_assert_msg (
              g_str_equal (country_code (country_from_text (*name), code), g_strstrip (names[0])),
              "%s is not %s", *name, names[0]);
        }
      ck_assert_str_eq (country_name (names[0], "en_US"), names[1]);
      ck_assert_str_eq (country_name (names[0], "zh_CN"), names[2]);
    }
  ck_assert_ptr_null (country_name ("ZZ", "en"));
}
END_TEST

START_TEST (a_country_is_read_as_written)
{
  static const char *const written[][2] = { { "Allemagne", "DE" },
                                            { "Niemcy", "DE" },
                                            { "ドイツ", "DE" },
                                            { "독일", "DE" },
                                            { "Vereinigtes Königreich", "GB" },
                                            { "Estados Unidos", "US" },
                                            { "アメリカ合衆国", "US" },
                                            { "ＵＫ", "GB" },
                                            { "p. r. china", "CN" },
                                            { "The Netherlands", "NL" },
                                            { "de", "DE" },
                                            { "Republic of Korea", "KR" },
                                            { "Polska", "PL" },
                                            { "Shanghai, China", "CN" },
                                            { "Germany (Bavaria)", "DE" },
                                            { "Russian Federation", "RU" },
                                            { "Republic of Türkiye", "TR" },
                                            { "Rep. of Korea", "KR" },
                                            { "Die Schweiz", "CH" },
                                            { "China, Republic of", "TW" },
                                            { "Dominican Republic", "DO" },
                                            { "Tyskland", "DE" } };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      char code[3];
      ck_assert_str_eq (country_code (country_from_text (written[i][0]), code), written[i][1]);
    }
  ck_assert_int_eq (country_from_text (""), COUNTRY_NONE);
  ck_assert_int_eq (country_from_text ("somewhere"), COUNTRY_NONE);
  ck_assert_int_eq (country_from_text ("ß"), COUNTRY_NONE); /* two bytes that are no code */
  ck_assert_int_eq (country_from_text ("Chicago, IL"), COUNTRY_NONE);
  ck_assert_int_eq (country_from_text ("Germany / Austria"), COUNTRY_NONE);
}
END_TEST

START_TEST (a_place_stands_for_its_country)
{
  char code[3];

  ck_assert_str_eq (country_code (place_country ("Houston, Texas"), code), "US");
  ck_assert_str_eq (country_code (place_country ("Chicago, IL"), code), "US");
  ck_assert_str_eq (country_code (place_country ("中国上海"), code), "CN");
  ck_assert_str_eq (country_code (place_country ("London, UK"), code), "GB");
  ck_assert_str_eq (country_code (place_country ("Germany"), code), "DE");
  ck_assert_int_eq (place_country ("Paris / London"), COUNTRY_NONE);
  ck_assert_int_eq (place_country ("The Republic"), COUNTRY_NONE);
}
END_TEST

START_TEST (a_phone_prefix_is_found)
{
  static const char *const written[][2]
      = { { "+49 711 1234567", "49" },        { "0049 (0)711 1234567", "49" },
          { "(+86) 21 6123 4567", "86" },     { "＋81-3-1234-5678", "81" },
          { "86-755-26712345", "86" },        { "+1 441 555 1234", "1441" },
          { "+1 212 555 1234", "1" },         { "+7 727 123 4567", "77" },
          { "Tel.: +420 123 456 789", "420" } };
  static const char *const none[]
      = { "0711 1234567", "+49", "1+49711", "+999 123 456 789", "", "10049711123456" };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const PhonePrefix *prefix = phone_prefix_find (written[i][0], strlen (written[i][0]));
      ck_assert_msg (prefix != NULL, "%s", written[i][0]);
      ck_assert_str_eq (prefix->digits, written[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    ck_assert_msg (phone_prefix_find (none[i], strlen (none[i])) == NULL, "%s", none[i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("country");
  TCase *tcase = tcase_create ("country");
  SRunner *runner = srunner_create (suite);
  int failed;

  cases_read ();
  tcase_add_loop_test (tcase, a_case_says_what_it_should, 0, n_cases);
  tcase_add_test (tcase, every_listed_name_is_a_country);
  tcase_add_test (tcase, a_country_is_read_as_written);
  tcase_add_test (tcase, a_place_stands_for_its_country);
  tcase_add_test (tcase, a_phone_prefix_is_found);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_strfreev (cases);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
