/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "policy_world.h"
#include "wire/json.h"

/* The last good copy, with real files. */

#define GOOD "{'severity':{'format_dots':'block'},'directory_file':'firms.csv'}"

static PolicyWorld *world;

static void
set_up (void)
{
  world = policy_world_new ();
  policy_world_write (world, "firms.csv", "company,domains\nBosch,bosch.com\n");
  policy_world_write (world, "policy.json", GOOD);
  policy_world_load (world);
}

static void
tear_down (void)
{
  policy_world_free (world);
}

static void
expect (OriginState state, Severity severity, guint n_companies)
{
  ck_assert_str_eq (policy_origin_state_name (world->in_force->states[ORIGIN_FILE]),
                    policy_origin_state_name (state));
  ck_assert_str_eq (severity_name (world->in_force->policy->sure[CHECK_format_dots]),
                    severity_name (severity));
  ck_assert_uint_eq (world->in_force->policy->directory->len, n_companies);
  ck_assert_int_eq (world->in_force->problems->len > 0,
                    state == ORIGIN_LAST_GOOD || state == ORIGIN_REFUSED);
}

/* Something happened to the files: it is noticed, and this is in force from then on. */
static void
expect_after_change (OriginState state, Severity severity, guint n_companies)
{
  ck_assert (policy_changed (world->in_force));
  policy_world_load (world);
  expect (state, severity, n_companies);
  ck_assert (!policy_changed (world->in_force));
}

static char *
at (const char *name)
{
  static char path[4096];

  g_snprintf (path, sizeof path, "%s/%s", world->folder, name);
  return path;
}

START_TEST (whole)
{
  expect (ORIGIN_IN_FORCE, SEVERITY_BLOCK, 1);
  ck_assert (!policy_changed (world->in_force));
}
END_TEST

/* The copy lies in another folder. */
START_TEST (a_copy_names_the_same_files)
{
  policy_world_write (
      world, "policy.json",
      "{'network':{'ca_file':'ca.pem'},'verify':{'service':{'kind':'hunter','key_file':'a.key'}}}");
  policy_world_load (world);
  policy_world_write (world, "policy.json", "no JSON");
  policy_world_load (world);
  ck_assert_int_eq (world->in_force->states[ORIGIN_FILE], ORIGIN_LAST_GOOD);
  ck_assert_str_eq (world->in_force->policy->ca_file, at ("ca.pem"));
  ck_assert_str_eq (world->in_force->policy->verify_key_file, at ("a.key"));
}
END_TEST

START_TEST (broken_and_mended)
{
  policy_world_write (world, "policy.json", "{'severity':{'format_dotz':'info'}}");
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
  policy_world_write (world, "policy.json", "{'severity':{'format_dots':'info'}}");
  expect_after_change (ORIGIN_IN_FORCE, SEVERITY_INFO, 0);
  policy_world_write (world, "policy.json", "no JSON");
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_INFO, 0);
}
END_TEST

/* Written in place, as an editor may: every beginning of it is told, and the old one holds. */
START_TEST (half_written)
{
  const char *text = "{\"severity\":{\"format_dots\":\"notice\"}}\n";

  for (gsize length = 0; length < strlen (text) - 1; length++)
    {
      g_autofree char *half = g_strndup (text, length);
      policy_world_write (world, "policy.json", half);
      expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
    }
  policy_world_write (world, "policy.json", text);
  expect_after_change (ORIGIN_IN_FORCE, SEVERITY_NOTICE, 0);
}
END_TEST

START_TEST (a_folder_in_its_place)
{
  g_unlink (at ("policy.json"));
  g_mkdir (at ("policy.json"), 0700);
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
}
END_TEST

START_TEST (a_pipe_in_its_place)
{
  g_unlink (at ("policy.json"));
  ck_assert_int_eq (mkfifo (at ("policy.json"), 0600), 0);
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
}
END_TEST

START_TEST (gone)
{
  g_unlink (at ("policy.json"));
  expect_after_change (ORIGIN_ABSENT, SEVERITY_WARNING, 0);
  policy_world_write (world, "policy.json", "broken");
  expect_after_change (ORIGIN_REFUSED, SEVERITY_WARNING, 0);
}
END_TEST

START_TEST (a_broken_directory)
{
  policy_world_write (world, "firms.csv", "company\nBosch\n");
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
  policy_world_write (world, "firms.csv", "company,domains\nBosch,bosch.com\nHaier,haier.com\n");
  expect_after_change (ORIGIN_IN_FORCE, SEVERITY_BLOCK, 2);
  g_unlink (at ("firms.csv"));
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 2);
}
END_TEST

/* Root may read everything, so another user has to look. Each test of Check is a process of its
 * own. */
START_TEST (not_readable)
{
  const uid_t somebody = 12345;

  if (geteuid () == 0)
    {
      ck_assert_int_eq (chmod (world->folder, 0755), 0);
      ck_assert_int_eq (chown (world->data_dir, somebody, somebody), 0);
      GDir *dir = g_dir_open (world->data_dir, 0, NULL);
      const char *name;
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (world->data_dir, name, NULL);
          ck_assert_int_eq (chown (path, somebody, somebody), 0);
        }
      g_dir_close (dir);
    }
  ck_assert_int_eq (chmod (at ("policy.json"), 0), 0);
  if (geteuid () == 0)
    ck_assert_int_eq (seteuid (somebody), 0);
  expect_after_change (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
  ck_assert_int_eq (seteuid (getuid ()), 0);
}
END_TEST

START_TEST (another_file_under_trial)
{
  g_autofree char *trial = g_build_filename (world->folder, "trial.json", NULL);

  policy_world_write (world, "trial.json", "broken");
  world->sources.file = trial;
  policy_world_load (world);
  expect (ORIGIN_REFUSED, SEVERITY_WARNING, 0);
  policy_world_write (world, "policy.json", "broken");
  world->sources.file = world->file;
  policy_world_load (world);
  expect (ORIGIN_LAST_GOOD, SEVERITY_BLOCK, 1);
}
END_TEST

START_TEST (copies_are_the_owners_alone)
{
  GDir *dir = g_dir_open (world->data_dir, 0, NULL);
  const char *name;
  guint n = 0;

  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (world->data_dir, name, NULL);
      GStatBuf state;
      ck_assert_int_eq (g_stat (path, &state), 0);
      ck_assert_int_eq (state.st_mode & 0777, 0600);
    }
  g_dir_close (dir);
  ck_assert_uint_eq (n, 1);
}
END_TEST

START_TEST (without_a_data_folder)
{
  world->sources.data_dir = NULL;
  policy_world_load (world);
  expect (ORIGIN_IN_FORCE, SEVERITY_BLOCK, 1);
  policy_world_write (world, "policy.json", "broken");
  policy_world_load (world);
  expect (ORIGIN_REFUSED, SEVERITY_WARNING, 0);
}
END_TEST

START_TEST (managed_storage_that_nobody_asked_for)
{
  policy_world_manage (world, "{'mode':'monitor'}");
  policy_world_load (world);
  world->sources.managed_known = FALSE;
  world->sources.managed = NULL;
  policy_world_load (world);
  ck_assert_int_eq (world->in_force->policy->mode, POLICY_MONITOR);
  ck_assert_int_eq (world->in_force->states[ORIGIN_MANAGED], ORIGIN_IN_FORCE);
  world->sources.managed_known = TRUE;
  policy_world_load (world);
  world->sources.managed_known = FALSE;
  policy_world_load (world);
  ck_assert_int_eq (world->in_force->policy->mode, POLICY_ENFORCE);
  ck_assert_int_eq (world->in_force->states[ORIGIN_MANAGED], ORIGIN_ABSENT);
}
END_TEST

START_TEST (the_users_settings)
{
  g_autoptr (cJSON) good = cJSON_Parse ("{\"sensitivity\":\"strict\"}");
  g_autoptr (cJSON) bad = cJSON_Parse ("{\"severity\":{\"format_dotz\":\"off\"}}");
  g_autoptr (GError) error = NULL;

  ck_assert (policy_save_user (world->data_dir, good, NULL));
  ck_assert (policy_changed (world->in_force));
  policy_world_load (world);
  ck_assert_int_eq (world->in_force->policy->sensitivity, SENSITIVITY_STRICT);
  ck_assert (!policy_save_user (world->data_dir, bad, &error));
  ck_assert (g_error_matches (error, LASTMILE_ERROR, LASTMILE_ERROR_settings_failed));
  ck_assert_str_eq (lastmile_error_place (error)->field, "settings.severity.format_dotz");
  ck_assert (!policy_changed (world->in_force));
  policy_world_write (world, "data/settings.json", "{'sensitivity':");
  policy_world_load (world);
  ck_assert_int_eq (world->in_force->policy->sensitivity, SENSITIVITY_STRICT);
  ck_assert_int_eq (world->in_force->states[ORIGIN_USER], ORIGIN_LAST_GOOD);
  ck_assert_ptr_null (world->in_force->user);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("policy_load");
  TCase *tcase = tcase_create ("policy_load");
  SRunner *runner;
  int failed;

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, whole);
  tcase_add_test (tcase, broken_and_mended);
  tcase_add_test (tcase, a_copy_names_the_same_files);
  tcase_add_test (tcase, half_written);
  tcase_add_test (tcase, a_folder_in_its_place);
  tcase_add_test (tcase, a_pipe_in_its_place);
  tcase_add_test (tcase, gone);
  tcase_add_test (tcase, a_broken_directory);
  tcase_add_test (tcase, not_readable);
  tcase_add_test (tcase, another_file_under_trial);
  tcase_add_test (tcase, copies_are_the_owners_alone);
  tcase_add_test (tcase, without_a_data_folder);
  tcase_add_test (tcase, managed_storage_that_nobody_asked_for);
  tcase_add_test (tcase, the_users_settings);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
