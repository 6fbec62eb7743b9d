/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include "sender_own_servers.h"

static const struct
{
  const char *profile;
  const char *sender;
  const char *servers;
} rows[] = {
  { "two_accounts", "li.wei@hengda-valves.cn", "smtp.office365.com" },
  { "two_accounts", "Hengda-Valves.CN", "smtp.office365.com" }, /* whoever sends from there */
  { "two_accounts", "li.wei@qq.com", "smtp.qq.com" },
  { "two_accounts", "sub.hengda-valves.cn", "" },
  { "two_accounts", "rothwell-pumps.com", "" }, /* somebody else's */
  { "no_server", "rothwell-pumps.com", "" },
  { "there_is_no_such_profile", "rothwell-pumps.com", "" },
};

START_TEST (the_servers_of_the_identities_at_that_domain)
{
  g_autofree char *path = g_build_filename (TEST_DATA "/cases/profiles", rows[_i].profile, NULL);
  g_autoptr (Profile) profile = profile_new (path);
  g_autoptr (SenderQuery) query = sender_query_new (rows[_i].sender, NULL);
  g_autofree char *found = NULL;

  sender_add_own_servers (profile, query);
  sender_add_own_servers (profile, query); /* each once */
  g_ptr_array_add (query->servers, NULL);
  found = g_strjoinv (" ", (char **) query->servers->pdata);
  ck_assert_str_eq (found, rows[_i].servers);
}
END_TEST

/* Mail that is handed in within the house, or at this machine, is nothing that the public DNS
 * knows. */
START_TEST (servers_that_the_public_dns_does_not_know_are_left_out)
{
  static const char *const hosts[]
      = { "127.0.0.1", "localhost", "mail", "10.1.2.3", "smtp.hengda.lan", "smtp..hengda-valves.cn",
          "" };
  g_autofree char *folder = g_dir_make_tmp ("lastmile-profile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "prefs.js", NULL);
  g_autofree char *prefs
      = g_strdup_printf ("user_pref(\"mail.accountmanager.accounts\", \"account1\");\n"
                         "user_pref(\"mail.accountmanager.defaultaccount\", \"account1\");\n"
                         "user_pref(\"mail.account.account1.identities\", \"id1\");\n"
                         "user_pref(\"mail.identity.id1.useremail\", \"li@hengda-valves.cn\");\n"
                         "user_pref(\"mail.identity.id1.smtpServer\", \"smtp1\");\n"
                         "user_pref(\"mail.smtpservers\", \"smtp1\");\n"
                         "user_pref(\"mail.smtpserver.smtp1.hostname\", \"%s\");\n",
                         _i < (int) G_N_ELEMENTS (hosts) ? hosts[_i] : "smtp.hengda-valves.cn");
  g_autoptr (SenderQuery) query = sender_query_new ("hengda-valves.cn", NULL);
  g_autoptr (Profile) profile = NULL;

  ck_assert (g_file_set_contents (path, prefs, -1, NULL));
  profile = profile_new (folder);
  sender_add_own_servers (profile, query);
  ck_assert_uint_eq (query->servers->len, _i < (int) G_N_ELEMENTS (hosts) ? 0 : 1);
  ck_assert_int_eq (g_remove (path), 0);
  ck_assert_int_eq (g_rmdir (folder), 0);
}
END_TEST

#define N_HOSTS 8 /* the last one is public */

int
main (void)
{
  Suite *suite = suite_create ("sender_own_servers");
  TCase *tcase = tcase_create ("sender_own_servers");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, the_servers_of_the_identities_at_that_domain, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, servers_that_the_public_dns_does_not_know_are_left_out, 0, N_HOSTS);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
