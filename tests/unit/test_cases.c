/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "checks.h"
#include "world.h"

/* Every case of tests/cases/checks/ gives exactly the findings that it lists. */

static GPtrArray *worlds;

static char *
joined (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "\n    %s", (const char *)g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

START_TEST (a_case_gives_exactly_its_findings)
{
  World *world = g_ptr_array_index (worlds, (guint)_i);
  g_autoptr (GPtrArray) lines = world_findings (world);
  g_autofree char *found = joined (lines);
  g_autofree char *expected = joined (world->expected);

  ck_assert_msg (strcmp (found, expected) == 0, "%s\n  expected:%s\n  found:%s", world->place,
                 expected, found);
}
END_TEST

START_TEST (a_near_miss_does_not_expect_what_it_misses)
{
  const World *world = g_ptr_array_index (worlds, (guint)_i);

  for (guint s = 0; s < world->silent->len; s++)
    for (guint e = 0; e < world->expected->len; e++)
      ck_assert_msg (!g_str_has_prefix (g_ptr_array_index (world->expected, e),
                                        g_ptr_array_index (world->silent, s)),
                     "%s", world->place);
}
END_TEST

/* Whether one of the lines (of every world) begins with @id as a whole word. */
static gboolean
some_case_lists (const char *id, gboolean silent)
{
  for (guint w = 0; w < worlds->len; w++)
    {
      const World *world = g_ptr_array_index (worlds, w);
      const GPtrArray *lines = silent ? world->silent : world->expected;

      for (guint i = 0; i < lines->len; i++)
        {
          const char *line = g_ptr_array_index (lines, i);
          gsize length = strcspn (line, " ");
          if (length == strlen (id) && strncmp (line, id, length) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

START_TEST (every_row_has_a_case_that_fires_and_a_near_miss)
{
  const char *id = checks[_i].id;

  ck_assert_msg (some_case_lists (id, FALSE), "no case of cases/checks/ expects %s", id);
  ck_assert_msg (some_case_lists (id, TRUE), "no case of cases/checks/ is a near-miss of %s", id);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("cases");
  TCase *tcase = tcase_create ("cases");
  SRunner *runner = srunner_create (suite);
  int failed;

  worlds = worlds_read (TEST_DATA "/cases/checks");
  tcase_add_loop_test (tcase, a_case_gives_exactly_its_findings, 0, (int)worlds->len);
  tcase_add_loop_test (tcase, a_near_miss_does_not_expect_what_it_misses, 0, (int)worlds->len);
  tcase_add_loop_test (tcase, every_row_has_a_case_that_fires_and_a_near_miss, 0, N_CHECKS);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_ptr_array_unref (worlds);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
