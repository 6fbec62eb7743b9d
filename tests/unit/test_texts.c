/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "cli/finding_text.h"
#include "cli/text.h"
#include "world.h"

/* Every finding of every case can be read in both languages: no text is missing, each parameter
 * that a text names is there, and a variant has a text of its own. */

static const char *const languages[] = { "en", "zh_CN" };
static const char *const parts[] = { "title", "means", "do" };

static GPtrArray *worlds;

static void
assert_readable (const World *world, const Finding *finding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *said = finding_text (finding, parts[i]);
      ck_assert_msg (*said != '\0', "%s: %s has no text @%s", world->place,
                     checks[finding->check].id, parts[i]);
      ck_assert_msg (strpbrk (said, "{}") == NULL, "%s: %s@%s in %s leaves something open: %s",
                     world->place, checks[finding->check].id, parts[i], text_language (), said);
    }
}

static void
assert_variant_has_text (const World *world, const Finding *finding)
{
  gboolean found = finding->variant == NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *key = g_strdup_printf ("check_%s@%s@%s", checks[finding->check].id, parts[i],
                                              finding->variant);
      found |= text_find (key) != NULL;
    }
  ck_assert_msg (found, "%s: no text of %s is for its variant %s", world->place,
                 checks[finding->check].id, finding->variant);
}

START_TEST (a_finding_can_be_read)
{
  World *world = g_ptr_array_index (worlds, (guint) _i);
  g_autoptr (Run) run = run_new (world->message, world->policy, &world->sources, NULL, NULL);
  const Findings *findings;

  run_to_end (run, world->policy->deadline_ms);
  findings = run_findings (run);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      ck_assert (text_set_language (languages[i]));
      for (guint j = 0; j < findings_length (findings); j++)
        {
          assert_readable (world, findings_get (findings, j));
          assert_variant_has_text (world, findings_get (findings, j));
        }
    }
}
END_TEST

static void
assert_joined (const char *language, const char *const *values, const char *expected)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  ck_assert (text_set_language (language));
  for (; *values != NULL; values++)
    g_ptr_array_add (list, (char *) *values);
  joined = text_join (list);
  ck_assert_str_eq (joined, expected);
}

START_TEST (a_list_is_joined_as_the_language_does)
{
  static const char *const one[] = { "A", NULL };
  static const char *const two[] = { "A", "B", NULL };
  static const char *const four[] = { "A", "B", "C", "D", NULL };

  assert_joined ("en", one, "A");
  assert_joined ("en", two, "A and B");
  assert_joined ("en", four, "A, B, C, and D");
  assert_joined ("zh_CN", one, "A");
  assert_joined ("zh-CN", two, "A和B");
  assert_joined ("zh_CN", four, "A、B、C和D");
}
END_TEST

static char *
lookup_name (const char *name, gpointer data)
{
  return strcmp (name, "name") == 0 ? g_strdup ("{x}") : NULL;
}

START_TEST (a_text_is_filled_in_once)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "{x} {name}", "{x} {x}" },
    { "plain", "plain" },
    { "{name}", "{x}" }, /* what is filled in is not filled in again */
    { "a {name} b {name}.", "a {x} b {x}." },
    { "{other} {name", "{other} {name" },
    { "} {} {name}", "} {} {x}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = text_expand (cases[i][0], lookup_name, NULL);
      ck_assert_str_eq (filled, cases[i][1]);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("texts");
  TCase *tcase = tcase_create ("texts");
  SRunner *runner = srunner_create (suite);
  int failed;

  worlds = worlds_read (TEST_DATA "/cases/checks");
  tcase_add_loop_test (tcase, a_finding_can_be_read, 0, (int) worlds->len);
  tcase_add_test (tcase, a_list_is_joined_as_the_language_does);
  tcase_add_test (tcase, a_text_is_filled_in_once);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_ptr_array_unref (worlds);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
