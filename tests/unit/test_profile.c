/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "profile.h"
#include "profile_find.h"
#include "profile_prefs.h"

/* --- What a profile says --- */

typedef struct
{
  const char *profile;
  const char *identity;
  const char
      *expected; /* "id type host port security auth username description", "none" or "error" */
} Row;

static const Row rows[] = {
  { "two_accounts", "id1", "smtp1 smtp smtp.qq.com 465 3 3 li.wei@qq.com QQ \"privat\" \\ 李伟" },
  { "two_accounts", "id2", "smtp2 smtp smtp.office365.com 587 2 10 li.wei@hengda-valves.cn -" },
  { "two_accounts", "", "smtp2 smtp smtp.office365.com 587 2 10 li.wei@hengda-valves.cn -" },
  /* A server that was deleted: Thunderbird finds none either. */
  { "two_accounts", "id3", "none" },
  /* An identity without a choice uses the default server. */
  { "two_accounts", "id9", "smtp1 smtp smtp.qq.com 465 3 3 li.wei@qq.com QQ \"privat\" \\ 李伟" },
  { "no_server", "id1", "none" },
  { "no_server", "", "none" },
  { "defaults", "", "smtp3 smtp mail.nordwind-tools.de 0 2 3 - -" },
  { "odd_writing", "", "smtp1 smtp smtp.rothwell-pumps.com 2525 0 3 bob pump 🚀 'n' roll\n" },
  { "user_js", "", "smtp1 smtp smtp.exmail.qq.com 465 0 3 - -" },
  { "ews", "id1", "ews1 ews - 0 0 3 - -" },
  { "there_is_no_such_profile", "", "error" },
};

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static char *
describe (OutgoingServer *server)
{
  char *text;

  if (server == NULL)
    return g_strdup ("none");
  text = g_strdup_printf ("%s %s %s %u %d %d %s %s", server->id, server->type,
                          or_dash (server->hostname), server->port, (int) server->security,
                          (int) server->auth, or_dash (server->username),
                          or_dash (server->description));
  outgoing_server_free (server);
  return text;
}

START_TEST (a_profile_says_which_server_an_identity_uses)
{
  const Row *row = &rows[_i];
  g_autofree char *path = g_build_filename (TEST_DATA "/cases/profiles", row->profile, NULL);
  g_autoptr (Profile) profile = profile_new (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = describe (profile_outgoing_server (profile, row->identity, &error));

  if (error != NULL)
    ck_assert (g_error_matches (error, PROFILE_ERROR, PROFILE_ERROR_UNREADABLE));
  ck_assert_str_eq (error != NULL ? "error" : found, row->expected);
}
END_TEST

START_TEST (a_prefs_file_may_be_named_itself)
{
  g_autoptr (Profile) profile = profile_new (TEST_DATA "/cases/profiles/two_accounts/prefs.js");
  g_autoptr (GPtrArray) servers = profile_servers (profile, NULL);
  g_autofree char *mine = profile_email (profile, "id1", NULL);
  g_autofree char *standard = profile_email (profile, "", NULL);
  g_autofree char *none = profile_email (profile, "id3", NULL);

  ck_assert_uint_eq (servers->len, 2);
  ck_assert_str_eq (mine, "li.wei@qq.com");
  ck_assert_str_eq (standard, "li.wei@hengda-valves.cn");
  ck_assert_ptr_null (none);
}
END_TEST

static void
write_host (const char *path, const char *host)
{
  g_autofree char *text = g_strdup_printf ("user_pref(\"mail.smtpservers\", \"a\");\n"
                                           "user_pref(\"mail.smtpserver.a.hostname\", \"%s\");\n",
                                           host);
  ck_assert (g_file_set_contents (path, text, -1, NULL));
}

START_TEST (a_change_is_seen)
{
  g_autofree char *folder = g_dir_make_tmp ("lastmile-profile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "prefs.js", NULL);
  g_autoptr (Profile) profile = profile_new (folder);
  static const char *const hosts[] = { "smtp.a.cn", "smtp.b.cn", "smtp.c.cn" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      OutgoingServer *server;
      write_host (path, hosts[i]);
      server = profile_outgoing_server (profile, "", NULL);
      ck_assert_str_eq (server->hostname, hosts[i]);
      outgoing_server_free (server);
    }
  g_remove (path);
  ck_assert_ptr_null (profile_servers (profile, NULL));
  g_rmdir (folder);
}
END_TEST

START_TEST (a_line_cut_off_anywhere_harms_nothing)
{
  static const char line[]
      = "user_pref(\"mail.smtpservers\", \"a\\u0041\\x41\\uD83D\\uDE80\\\"\"); /* c */ // d\n";

  for (gsize length = 0; length < sizeof line; length++)
    {
      g_autoptr (Prefs) prefs = prefs_new ();
      g_autofree char *exact = g_memdup2 (line, length); /* so that ASan sees a step too far */
      prefs_read (prefs, exact, length);
      if (length == sizeof line - 1)
        ck_assert_str_eq (prefs_string (prefs, "mail.smtpservers"), "aAA🚀\"");
    }
}
END_TEST

/* --- Where it is --- */

static char *root;

static char *
below (const char *path)
{
  return g_build_filename (root, path, NULL);
}

static void
make_file (const char *path, const char *text, gssize length)
{
  g_autofree char *full = below (path);
  g_autofree char *folder = g_path_get_dirname (full);

  ck_assert_int_eq (g_mkdir_with_parents (folder, 0700), 0);
  ck_assert (g_file_set_contents (full, text, length, NULL));
}

static void
make_link (const char *target, const char *path)
{
  g_autofree char *full = below (path);
  g_autofree char *folder = g_path_get_dirname (full);

  ck_assert_int_eq (g_mkdir_with_parents (folder, 0700), 0);
  ck_assert_int_eq (symlink (target, full), 0);
}

static void
setup (void)
{
  root = g_dir_make_tmp ("lastmile-profile-XXXXXX", NULL);
  make_file ("home/.thunderbird/profiles.ini",
             "[Install1234]\nDefault=work.default\n\n"
             "[Profile0]\nName=work\nPath=work.default\n\n"
             "[Profile1]\nName=other\nIsRelative=0\nPath=/srv/other\nDefault=1\n",
             -1);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);
        remove_tree (child);
      }
  g_remove (path);
}

static void
teardown (void)
{
  remove_tree (root);
  g_clear_pointer (&root, g_free);
}

static void
check_found (guint pid, const char *expected)
{
  g_autofree char *proc = below ("proc");
  g_autofree char *home = below ("home");
  g_autofree char *found = profile_find_of_process (proc, home, pid);
  g_autofree char *full
      = expected == NULL || *expected == '/' ? g_strdup (expected) : below (expected);

  ck_assert_pstr_eq (found, full);
}

START_TEST (the_lock_names_the_process)
{
  make_link ("127.0.0.1:+4711", "home/.thunderbird/work.default/lock");
  check_found (4711, "home/.thunderbird/work.default");
  check_found (471, NULL);
}
END_TEST

START_TEST (a_profile_elsewhere_is_found_by_its_open_lock_file)
{
  make_link ("/dev/null", "proc/4711/fd/0");
  make_link ("/srv/try/profile/.parentlock", "proc/4711/fd/7");
  check_found (4711, "/srv/try/profile");
}
END_TEST

START_TEST (the_command_line_may_name_it)
{
  static const char words[] = "thunderbird\0--no-remote\0--profile\0/srv/try/profile";
  static const char joined[] = "thunderbird\0-profile=/srv/b";
  static const char none[] = "thunderbird\0profile\0/srv/c\0--profile";

  make_file ("proc/4711/cmdline", words, sizeof words);
  make_file ("proc/4712/cmdline", joined, sizeof joined);
  make_file ("proc/4713/cmdline", none, sizeof none);
  check_found (4711, "/srv/try/profile");
  check_found (4712, "/srv/b");
  check_found (4713, NULL);
}
END_TEST

START_TEST (a_wrapper_may_stand_between)
{
  make_file ("proc/5000/stat", "5000 (sh -c (x) y) S 4711 1 1", -1);
  make_link ("127.0.0.1:+4711", "home/.thunderbird/work.default/lock");
  check_found (5000, "home/.thunderbird/work.default");
}
END_TEST

START_TEST (the_default_is_that_of_the_installation)
{
  g_autofree char *home = below ("home");
  g_autofree char *expected = below ("home/.thunderbird/work.default");
  g_autofree char *found = profile_find_default (home);
  g_autofree char *second = NULL;
  g_autofree char *none = profile_find_default ("/nowhere");

  ck_assert_str_eq (found, expected);
  ck_assert_ptr_null (none);
  make_file ("home/.thunderbird/profiles.ini",
             "[Profile0]\nPath=a\n[Profile1]\nPath=/srv/other\nDefault=1\n", -1);
  second = profile_find_default (home);
  ck_assert_str_eq (second, "/srv/other");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("profile");
  TCase *reading = tcase_create ("reading");
  TCase *finding = tcase_create ("finding");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (reading, a_profile_says_which_server_an_identity_uses, 0,
                       G_N_ELEMENTS (rows));
  tcase_add_test (reading, a_prefs_file_may_be_named_itself);
  tcase_add_test (reading, a_change_is_seen);
  tcase_add_test (reading, a_line_cut_off_anywhere_harms_nothing);
  tcase_add_checked_fixture (finding, setup, teardown);
  tcase_add_test (finding, the_lock_names_the_process);
  tcase_add_test (finding, a_profile_elsewhere_is_found_by_its_open_lock_file);
  tcase_add_test (finding, the_command_line_may_name_it);
  tcase_add_test (finding, a_wrapper_may_stand_between);
  tcase_add_test (finding, the_default_is_that_of_the_installation);
  suite_add_tcase (suite, reading);
  suite_add_tcase (suite, finding);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
