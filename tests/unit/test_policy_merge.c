/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include "wire/json.h"
#include "policy_world.h"

/* Which layer wins. */

typedef struct
{
  const char *name;
  const char *user, *managed, *file; /* (nullable) */
  const char *path;                  /* where to look in policy_in_force_to_json () */
  const char *expected;              /* the JSON there; NULL: nothing */
} MergeCase;

#define DOTS "in_force.severity.format_dots"

static const MergeCase cases[] = {
  { "defaults: mode", NULL, NULL, NULL, "in_force.mode", "\"enforce\"" },
  { "defaults: severity", NULL, NULL, NULL, DOTS, "\"warning\"" },
  { "defaults: limit", NULL, NULL, NULL, "in_force.limits.visible_recipients", "10" },
  { "defaults: locked", NULL, NULL, NULL, "locked", "[]" },
  { "the user alone", "{'mode':'monitor'}", NULL, NULL, "in_force.mode", "\"monitor\"" },
  { "enforce over monitor", "{'mode':'monitor'}", "{'mode':'enforce'}", NULL, "in_force.mode",
    "\"enforce\"" },
  { "enforce over monitor, the other way", "{'mode':'enforce'}", "{'mode':'monitor'}", NULL,
    "in_force.mode", "\"enforce\"" },
  { "the file over both", "{'mode':'enforce'}", "{'mode':'enforce'}", "{'mode':'monitor'}",
    "in_force.mode", "\"monitor\"" },
  { "what the file sets is not the user's", NULL, NULL, "{'mode':'enforce'}", "locked",
    "[\"mode\"]" },
  { "what managed storage sets can be made stricter", NULL, "{'mode':'enforce'}", NULL, "locked",
    "[]" },
  { "sensitivity", "{'sensitivity':'relaxed'}", "{'sensitivity':'normal'}", NULL,
    "in_force.sensitivity", "\"normal\"" },
  { "sensitivity, the other way", "{'sensitivity':'strict'}", "{'sensitivity':'normal'}", NULL,
    "in_force.sensitivity", "\"strict\"" },
  { "the lower limit", "{'limits':{'visible_recipients':5}}",
    "{'limits':{'visible_recipients':20}}", NULL, "in_force.limits.visible_recipients", "5" },
  { "the lower limit, the other way", "{'limits':{'visible_recipients':50}}",
    "{'limits':{'visible_recipients':20}}", NULL, "in_force.limits.visible_recipients", "20" },
  { "the file's limit, higher", "{'limits':{'visible_recipients':5}}", NULL,
    "{'limits':{'visible_recipients':30}}", "in_force.limits.visible_recipients", "30" },
  { "days of the log", "{'limits':{'audit_days':0}}", "{'limits':{'audit_days':30}}", NULL,
    "in_force.limits.audit_days", "0" },
  { "days of the error log", "{'limits':{'journal_days':90}}", "{'limits':{'journal_days':30}}",
    NULL, "in_force.limits.journal_days", "30" },
  { "days of a bounce", "{'limits':{'bounce_hard_days':90}}", "{'limits':{'bounce_hard_days':30}}",
    NULL, "in_force.limits.bounce_hard_days", "90" },
  { "the longer wait", "{'network':{'deadline_ms':0}}", "{'network':{'deadline_ms':3000}}", NULL,
    "in_force.network.deadline_ms", "3000" },
  { "whom to ask: nobody says", NULL, NULL, NULL, "in_force.network.resolver", NULL },
  { "whom to ask: the user", "{'network':{'resolver':'192.0.2.1:53'}}", NULL, NULL,
    "in_force.network.resolver", "\"192.0.2.1:53\"" },
  { "whom to ask: managed storage over the user", "{'network':{'resolver':'192.0.2.1:53'}}",
    "{'network':{'resolver':'[2001:db8::1]:53'}}", NULL, "in_force.network.resolver",
    "\"[2001:db8::1]:53\"" },
  { "whom to ask: the file's word for the system's own", "{'network':{'resolver':'192.0.2.1:53'}}",
    "{'network':{'resolver':'[2001:db8::1]:53'}}", "{'network':{'resolver':''}}",
    "in_force.network.resolver", "\"\"" },
  { "whom to ask: what the file sets is locked", NULL, NULL,
    "{'network':{'resolver':'192.0.2.1:53'}}", "locked", "[\"network.resolver\"]" },
  { "whom to ask: a lock", "{'network':{'resolver':'192.0.2.1:53'}}", NULL,
    "{'locked':['network.resolver']}", "in_force.network.resolver", NULL },
  { "whom to ask: a lock on the group", "{'network':{'resolver':'192.0.2.1:53'}}",
    "{'locked':['network']}", NULL, "in_force.network.resolver", NULL },
  { "days of the senders' history", "{'limits':{'sender_days':90}}",
    "{'limits':{'sender_days':30}}", NULL, "in_force.limits.sender_days", "30" },
  { "no daily look without a word", NULL, NULL, NULL, "in_force.sender_daily", "false" },
  { "a daily look that the administrator wants", "{'sender_daily':false}", "{'sender_daily':true}",
    NULL, "in_force.sender_daily", "true" },
  { "a daily look that the administrator forbids", "{'sender_daily':true}", NULL,
    "{'sender_daily':false}", "in_force.sender_daily", "false" },
  { "remembering is looser", "{'remember':true}", "{'remember':false}", NULL, "in_force.remember",
    "false" },
  { "severity: the higher", "{'severity':{'format_dots':'off'}}",
    "{'severity':{'format_dots':'notice'}}", NULL, DOTS, "\"notice\"" },
  { "severity: the user's higher", "{'severity':{'format_dots':'notice'}}",
    "{'severity':{'format_dots':'info'}}", NULL, DOTS, "\"notice\"" },
  { "severity: the user alone", "{'severity':{'format_dots':'off'}}", NULL, NULL, DOTS, "\"off\"" },
  { "severity: the file's lower", "{'severity':{'format_dots':'warning'}}",
    "{'severity':{'format':'block'}}", "{'severity':{'format_dots':'info'}}", DOTS, "\"info\"" },
  { "severity: a class", NULL, NULL, "{'severity':{'format':'notice'}}", DOTS, "\"notice\"" },
  { "severity: another class", NULL, NULL, "{'severity':{'sender':'notice'}}", DOTS,
    "\"warning\"" },
  { "severity: a code outranks its class", NULL, NULL,
    "{'severity':{'format_dots':'info','format':'block'}}", DOTS, "\"info\"" },
  { "severity: block of an administrator", NULL, "{'severity':{'format_dots':'block'}}", NULL, DOTS,
    "\"block\"" },
  { "severity: block of a user", "{'severity':{'format_dots':'block'}}", NULL, NULL, DOTS,
    "\"warning\"" },
  { "severity: the file locks what it sets", NULL, NULL, "{'severity':{'format_dots':'info'}}",
    "locked", "[\"severity.format_dots\"]" },
  { "a lock on a value", "{'sensitivity':'strict'}", "{'locked':['sensitivity']}", NULL,
    "in_force.sensitivity", "\"normal\"" },
  { "a lock on a value of another layer", "{'sensitivity':'strict'}", "{'sensitivity':'relaxed'}",
    "{'locked':['sensitivity']}", "in_force.sensitivity", "\"relaxed\"" },
  { "a lock on a group", "{'limits':{'audit_days':3}}", NULL, "{'locked':['limits']}",
    "in_force.limits.audit_days", "365" },
  { "a lock on a class", "{'severity':{'format_dots':'off'}}", NULL,
    "{'locked':['severity.format']}", DOTS, "\"warning\"" },
  { "a lock on a code", "{'severity':{'format_dots':'off'}}", NULL,
    "{'locked':['severity.format_dots']}", DOTS, "\"warning\"" },
  { "a lock on another code", "{'severity':{'format_dots':'off'}}", NULL,
    "{'locked':['severity.format_ip_literal']}", DOTS, "\"off\"" },
  { "a lock on all severities", NULL, NULL, "{'locked':['severity']}", "locked", "[\"severity\"]" },
  { "a lock on everything", "{'mode':'monitor','trusted':['a.com']}", "{'locked':true}", NULL,
    "locked",
    "[\"blocklists.addresses\",\"blocklists.domains\",\"contact\",\"directory\",\"important\","
    "\"limits.audit_days\",\"limits.bounce_hard_days\","
    "\"limits.bounce_"
    "quiet_days\",\"limits.bounce_soft_days\",\"limits.journal_days\",\"limits."
    "sender_days\",\"limits.visible_"
    "recipients\",\"mode\","
    "\"network.ca_file\",\"network.deadline_ms\",\"network.dns\",\"network.resolver\",\"own_"
    "domains\",\"remember\","
    "\"review.directory\","
    "\"review.first_contact\",\"sender_daily\",\"sensitivity\",\"severity\",\"team.database\","
    "\"trusted\","
    "\"untrusted\",\"verify.mail_from\",\"verify.per_hour\",\"verify.probe\",\"verify."
    "service.key_file\",\"verify.service.kind\",\"verify.service.url\"]" },
  { "a service is the file's", NULL, NULL,
    "{'verify':{'service':{'kind':'hunter','key_file':'/etc/hunter.key'}}}",
    "in_force.verify.service", "{\"kind\":\"hunter\",\"key_file\":\"/etc/hunter.key\"}" },
  { "what the file says of a service is locked", NULL, NULL,
    "{'verify':{'service':{'kind':'hunter','key_file':'/etc/hunter.key'}}}", "locked",
    "[\"verify.service.key_file\",\"verify.service.kind\"]" },
  { "a lock on a group locks the group in it", NULL, NULL, "{'locked':['verify']}", "locked",
    "[\"verify.mail_from\",\"verify.per_hour\",\"verify.probe\",\"verify.service.key_file\","
    "\"verify.service.kind\",\"verify.service.url\"]" },
  { "a lock on that alone", NULL, NULL, "{'locked':['verify.service']}", "locked",
    "[\"verify.service.key_file\",\"verify.service.kind\",\"verify.service.url\"]" },
  { "a user's lock is none", "{'locked':true}", NULL, NULL, "locked", "[]" },
  { "lists are united", "{'trusted':['b.com']}", "{'trusted':['a.com']}",
    "{'trusted':['c.com','a.com']}", "in_force.trusted", "[\"a.com\",\"b.com\",\"c.com\"]" },
  { "a locked list is not the user's", "{'trusted':['b.com']}", "{'trusted':['a.com']}",
    "{'locked':['trusted']}", "in_force.trusted", "[\"a.com\"]" },
  { "a locked list without entries", "{'trusted':['b.com']}", NULL, "{'locked':['trusted']}",
    "in_force.trusted", NULL },
  { "domains become A-labels", NULL, NULL, "{'own_domains':['Bücher.Example.','中国.cn']}",
    "in_force.own_domains", "[\"xn--bcher-kva.example\",\"xn--fiqs8s.cn\"]" },
  { "important places are united", "{'important':['b.com']}", NULL, "{'important':['A@c.com']}",
    "in_force.important", "[\"a@c.com\",\"b.com\"]" },
  { "who wants more confirmed is stricter", "{'review':{'first_contact':true}}",
    "{'review':{'first_contact':false}}", NULL, "in_force.review.first_contact", "true" },
  { "the file's word about confirming holds", "{'review':{'first_contact':true}}", NULL,
    "{'review':{'first_contact':false}}", "in_force.review.first_contact", "false" },
  { "nobody is asked for mailboxes by default", NULL, NULL, NULL, "in_force.verify.probe",
    "false" },
  { "the user may have them asked for", "{'verify':{'probe':true}}", NULL, NULL,
    "in_force.verify.probe", "true" },
  { "who does not want them asked for is stricter", "{'verify':{'probe':true}}",
    "{'verify':{'probe':false}}", NULL, "in_force.verify.probe", "false" },
  { "nor can a managed one override the user's no", "{'verify':{'probe':false}}",
    "{'verify':{'probe':true}}", NULL, "in_force.verify.probe", "false" },
  { "the file's word about asking holds", "{'verify':{'probe':false}}", NULL,
    "{'verify':{'probe':true}}", "in_force.verify.probe", "true" },
  { "a locked group is not the user's", "{'verify':{'probe':true}}", NULL, "{'locked':['verify']}",
    "in_force.verify.probe", "false" },
  { "fewer an hour is stricter", "{'verify':{'per_hour':100}}", "{'verify':{'per_hour':5}}", NULL,
    "in_force.verify.per_hour", "5" },
  { "the name of who asks is the highest's", "{'verify':{'mail_from':'me@a.com'}}",
    "{'verify':{'mail_from':'postmaster@a.com'}}", NULL, "in_force.verify.mail_from",
    "\"postmaster@a.com\"" },
  { "what others say of a mailbox blocks nothing", NULL, NULL,
    "{'severity':{'status_mailbox_missing':'block'}}", "in_force.severity.status_mailbox_missing",
    "\"warning\"" },
  { "nor as one of its class", NULL, NULL, "{'severity':{'status':'block'}}",
    "in_force.severity.status_mailbox_full", "\"warning\"" },
  { "whose other members do", NULL, NULL, "{'severity':{'status':'block'}}",
    "in_force.severity.status_null_mx", "\"block\"" },
  { "addresses become keys", NULL, NULL, "{'untrusted':['Anna.Schmidt@BOSCH.com']}",
    "in_force.untrusted", "[\"anna.schmidt@bosch.com\"]" },
  { "directories are united, the administrator's first",
    "{'directory':[{'company':'A','domains':['a.com']}]}", NULL,
    "{'directory':[{'company':'B','country':'DE','domains':['B.com']}]}", "in_force.directory",
    "[{\"company\":\"B\",\"country\":\"DE\",\"domains\":[\"b.com\"]},{\"company\":\"A\","
    "\"domains\":[\"a.com\"]}]" },
  { "blocklists: the usual ones", NULL, NULL, NULL, "in_force.blocklists.addresses",
    "[{\"zone\":\"bl.spamcop.net\",\"codes\":\"127.0.0.2\"},"
    "{\"zone\":\"psbl.surriel.com\",\"codes\":\"127.0.0.2\"}]" },
  { "blocklists: a list replaces them", "{'blocklists':{'addresses':['BL.example.org']}}", NULL,
    NULL, "in_force.blocklists.addresses", "[\"bl.example.org\"]" },
  { "blocklists: and not those of the other kind",
    "{'blocklists':{'addresses':['bl.example.org']}}", NULL, NULL, "in_force.blocklists.domains",
    "[{\"zone\":\"dbl.nordspam.com\",\"codes\":\"127.0.0.2\"}]" },
  { "blocklists: nobody is asked", "{'blocklists':{'addresses':['bl.example.org']}}",
    "{'blocklists':{'addresses':[]}}", NULL, "in_force.blocklists.addresses", "[]" },
  { "blocklists: the file's word", NULL, "{'blocklists':{'domains':[]}}",
    "{'blocklists':{'domains':[{'zone':'d.example.org','codes':'127.0.1.2-127.0.1.99'}]}}",
    "in_force.blocklists.domains",
    "[{\"zone\":\"d.example.org\",\"codes\":\"127.0.1.2-127.0.1.99\"}]" },
  { "blocklists: what the file sets is locked", NULL, NULL, "{'blocklists':{'domains':[]}}",
    "locked", "[\"blocklists.domains\"]" },
  { "blocklists: a lock on the group", "{'blocklists':{'domains':[]}}", "{'locked':['blocklists']}",
    NULL, "in_force.blocklists.domains",
    "[{\"zone\":\"dbl.nordspam.com\",\"codes\":\"127.0.0.2\"}]" },
  { "contact of the highest", "{'contact':'me'}", "{'contact':'IT'}", NULL, "in_force.contact",
    "\"IT\"" },
  { "contact of the file", NULL, "{'contact':'IT'}", "{'contact':'help@x'}", "in_force.contact",
    "\"help@x\"" },
  { "the user's settings as they stand", "{'sensitivity':'strict'}", NULL, "{'locked':true}",
    "user", "{\"sensitivity\":\"strict\"}" },
};

START_TEST (a_case_of_the_table)
{
  const MergeCase *one = &cases[_i];
  g_autoptr (PolicyWorld) world = policy_world_new ();
  g_autofree char *found = NULL;

  policy_world_write (world, "data/settings.json", one->user);
  policy_world_write (world, "policy.json", one->file);
  policy_world_manage (world, one->managed);
  policy_world_load (world);
  found = policy_world_find (world, one->path);
  ck_assert_msg (g_strcmp0 (found, one->expected) == 0, "%s: %s", one->name, found);
}
END_TEST

START_TEST (only_an_administrator_vouches)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();

  policy_world_write (world, "data/settings.json", "{'trusted':['user.com']}");
  policy_world_manage (world, "{'trusted':['managed.com']}");
  policy_world_write (world, "policy.json", "{'trusted':['file.com']}");
  policy_world_load (world);
  ck_assert_uint_eq (g_hash_table_size (world->in_force->policy->trusted), 3);
  ck_assert_uint_eq (g_hash_table_size (world->in_force->policy->vouched), 2);
  ck_assert (!g_hash_table_contains (world->in_force->policy->vouched, "user.com"));
}
END_TEST

START_TEST (what_is_less_than_sure_never_blocks)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();
  const Policy *policy;

  policy_world_write (world, "policy.json",
                      "{'severity':{'recipient':'block'},'sensitivity':'strict'}");
  policy_world_load (world);
  policy = world->in_force->policy;
  ck_assert_int_eq (policy_severity (policy, CHECK_recipient_domain_typo, FALSE), SEVERITY_BLOCK);
  ck_assert_int_eq (policy_severity (policy, CHECK_recipient_domain_typo, TRUE), SEVERITY_WARNING);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("policy_merge");
  TCase *tcase = tcase_create ("policy_merge");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, a_case_of_the_table, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, only_an_administrator_vouches);
  tcase_add_test (tcase, what_is_less_than_sure_never_blocks);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
