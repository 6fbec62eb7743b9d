/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "evidence/outgoing_server.h"
#include "knowledge/smtp_provider.h"
#include "run.h"

/* Every row of smtp_provider.def is well formed, and whoever follows it is told nothing. */

static const SmtpAuthMethod right_method[] = {
  [SMTP_LOGIN_PASSWORD] = SMTP_AUTH_PASSWORD_CLEARTEXT,
  [SMTP_LOGIN_APP_PASSWORD] = SMTP_AUTH_OAUTH2,
  [SMTP_LOGIN_OAUTH2] = SMTP_AUTH_OAUTH2,
  [SMTP_LOGIN_NETWORK] = SMTP_AUTH_NONE,
};

static void
answer_server (Sources *sources, Question *question)
{
  question_answer (question, ANSWER_KNOWN, sources->test_data, NULL, NULL);
}

/* What the checks of the server say of a mail from @from through @server, as "code code". */
static char *
findings_of (OutgoingServer *server, const char *from)
{
  g_autoptr (Message) message = message_new ();
  g_autoptr (Policy) policy = policy_new ();
  g_autoptr (Run) run = NULL;
  GString *codes = g_string_new (NULL);
  Sources sources;
  const Findings *findings;

  message->from = address_read (from);
  sources_init (&sources);
  sources.fetch[QUESTION_outgoing_server] = answer_server;
  sources.test_data = server;
  run = run_new (message, policy, &sources, NULL, NULL);
  run_to_end (run, 1000);
  findings = run_findings (run);
  for (guint i = 0; i < findings_length (findings); i++)
    if (findings_get (findings, i)->subject == SUBJECT_SMTP)
      g_string_append_printf (codes, "%s ", checks[findings_get (findings, i)->check].id);
  return g_string_free (codes, FALSE);
}

/* An address of the service's own, or of a company where it has none. */
static char *
make_address (const char *domain)
{
  g_auto (GStrv) parts = g_strsplit (domain, "*", 2);
  g_autofree char *real = g_strjoinv ("com", parts);
  return g_strconcat ("li.wei@", *domain != '\0' ? real : "rothwell-pumps.com", NULL);
}

static void
assert_way_is_silent (const SmtpProvider *provider, const char *host, const char *way,
                      const char *domain)
{
  g_autofree char *address = make_address (domain);
  OutgoingServer server = { .id = (char *) "smtp1",
                            .type = (char *) "smtp",
                            .hostname = (char *) host,
                            .port = (guint) atoi (way),
                            .security = g_str_has_suffix (way, "/tls") ? SMTP_TLS : SMTP_STARTTLS,
                            .auth = right_method[provider->login],
                            .username = address };
  g_autofree char *found = findings_of (&server, address);

  ck_assert_msg (*found == '\0', "%s through %s %s: %s", address, host, way, found);
}

START_TEST (a_row_is_silent_about_itself)
{
  const SmtpProvider *provider = &smtp_providers[_i];
  g_auto (GStrv) hosts = g_strsplit (provider->hosts, " ", -1);
  g_auto (GStrv) ways = g_strsplit (provider->ways, " ", -1);
  g_auto (GStrv) domains = g_strsplit (provider->domains, " ", -1);

  for (guint h = 0; hosts[h] != NULL; h++)
    for (guint w = 0; ways[w] != NULL; w++)
      {
        if (domains[0] == NULL)
          assert_way_is_silent (provider, hosts[h], ways[w], "");
        for (guint d = 0; domains[d] != NULL; d++)
          assert_way_is_silent (provider, hosts[h], ways[w], domains[d]);
      }
}
END_TEST

START_TEST (a_row_is_well_formed)
{
  const SmtpProvider *provider = &smtp_providers[_i];
  g_auto (GStrv) hosts = g_strsplit (provider->hosts, " ", -1);
  g_auto (GStrv) ways = g_strsplit (provider->ways, " ", -1);

  ck_assert_uint_gt (g_strv_length (hosts), 0);
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      ck_assert_ptr_nonnull (strchr (hosts[i], '.'));
      ck_assert_ptr_nonnull (smtp_provider_of_host (hosts[i]));
    }
  ck_assert_uint_gt (g_strv_length (ways), 0);
  for (guint i = 0; ways[i] != NULL; i++)
    ck_assert_msg (g_str_has_suffix (ways[i], "/tls") || g_str_has_suffix (ways[i], "/starttls"),
                   "%s", ways[i]);
  ck_assert_msg (*provider->company_host == '\0'
                     || smtp_provider_of_host (provider->company_host) != NULL,
                 "%s", provider->company_host);
}
END_TEST

START_TEST (a_domain_belongs_to_the_first_row_that_has_it)
{
  const SmtpProvider *provider = &smtp_providers[_i];
  g_auto (GStrv) domains = g_strsplit (provider->domains, " ", -1);

  for (guint i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *address = make_address (domains[i]);
      const SmtpProvider *found = smtp_provider_of_domain (strchr (address, '@') + 1);
      ck_assert_msg (found == provider || g_str_has_suffix (domains[i], ".*"), "%s", domains[i]);
    }
}
END_TEST

START_TEST (a_brand_is_known_under_every_suffix)
{
  ck_assert_ptr_eq (smtp_provider_of_domain ("yahoo.com.br"), smtp_provider_of_domain ("yahoo.de"));
  ck_assert_ptr_ne (smtp_provider_of_domain ("yahoo.co.jp"), smtp_provider_of_domain ("yahoo.de"));
  ck_assert_ptr_null (smtp_provider_of_domain ("mail.yahoo.rothwell-pumps.com"));
  ck_assert_ptr_null (smtp_provider_of_domain ("notyahoo.com"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("smtp_provider");
  TCase *tcase = tcase_create ("smtp_provider");
  SRunner *runner = srunner_create (suite);
  int rows = (int) n_smtp_providers, failed;

  tcase_add_loop_test (tcase, a_row_is_well_formed, 0, rows);
  tcase_add_loop_test (tcase, a_row_is_silent_about_itself, 0, rows);
  tcase_add_loop_test (tcase, a_domain_belongs_to_the_first_row_that_has_it, 0, rows);
  tcase_add_test (tcase, a_brand_is_known_under_every_suffix);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
