/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include "policy_world.h"

/* Each fault with its place, all of them and not the first alone. */

typedef struct
{
  const char *name;
  const char *file;      /* policy.json, ' for " */
  const char *directory; /* (nullable) lists/firms.csv */
  const char *problems;  /* "" for none */
} ReadCase;

#define CSV "{'directory_file':'lists/firms.csv'}"
#define HEAD "company,country,domains\n"

static const ReadCase cases[] = {
  { "empty", "{}", NULL, "" },
  { "comments",
    "{'$schema':'x','comment':['a','b'],'severity':{'comment':'c','format':'off'},'limits':{'"
    "comment':'d'},'network':{'comment':'e'}}",
    NULL, "" },
  { "no JSON", "{'mode': enforce}", NULL,
    "file 1:10 mode fatal is no JSON: look for a missing comma, quote or bracket just before this "
    "place" },
  { "nothing", "", NULL, "file 1:1 - fatal The text ends within a value" },
  { "half", "{\n'mode': 'enfo", NULL, "file 2:14 mode fatal The text ends within a value" },
  { "no object", "[]", NULL, "file 1:1 - fatal the whole text: must be an object" },
  { "a key twice", "{'mode':'enforce',\n 'mode':'monitor'}", NULL,
    "file 2:2 mode fatal A key stands twice in one object" },
  { "unknown key", "{\n  'sevverity': {}\n}", NULL, "file 2:3 sevverity fatal is not a known key" },
  { "unknown key in a group", "{'limits':{'visible':3}}", NULL,
    "file 1:12 limits.visible fatal is not a known key" },
  { "unknown code", "{'severity':\n\t{'format_dotz':'block'}}", NULL,
    "file 2:3 severity.format_dotz fatal is neither a code nor a class of findings" },
  { "unknown severity", "{'severity':{'format_dots':'blok'}}", NULL,
    "file 1:14 severity.format_dots fatal must be one of off, info, notice, warning, block" },
  { "all are told, in order of the text",
    "{'mode':'x',\n'severity':{'format':1},\n'limits':{'audit_days':-1},\n'remember':0,\n'network':"
    "[],\n'sensitivity':null}",
    NULL,
    "file 1:2 mode fatal must be one of enforce, monitor\n"
    "file 2:13 severity.format fatal must be a string\n"
    "file 3:11 limits.audit_days fatal must be from 0 to 36500\n"
    "file 4:1 remember fatal must be true or false\n"
    "file 5:1 network fatal must be an object\n"
    "file 6:1 sensitivity fatal must be a string" },
  { "numbers", "{'limits':{'visible_recipients':0,'audit_days':1.5}}", NULL,
    "file 1:12 limits.visible_recipients fatal must be from 1 to 10000\n"
    "file 1:35 limits.audit_days fatal must be a whole number" },
  { "servers", "{'network':{'resolver':'192.0.2.1:53'},'contact':''}", NULL, "" },
  { "servers of IPv6", "{'network':{'resolver':'[2001:db8::1]:5353'}}", NULL, "" },
  { "the system's servers", "{'network':{'resolver':''}}", NULL, "" },
#define NO_SERVER(text)                                                                            \
  "{\n 'network':{'dns':true,\n  'resolver':'" text "'}}", NULL,                                   \
      "file 3:3 network.resolver fatal \"" text                                                    \
      "\" is no server: write ADDRESS:PORT, as in 192.0.2.1:53 or [2001:db8::1]:53"
  { "a server without a port", NO_SERVER ("192.0.2.1") },
  { "a server with an empty port", NO_SERVER ("192.0.2.1:") },
  { "a server's port too high", NO_SERVER ("192.0.2.1:65536") },
  { "a server's port of zero", NO_SERVER ("192.0.2.1:0") },
  { "a server by name", NO_SERVER ("dns.example.com:53") },
  { "two servers", NO_SERVER ("192.0.2.1:53,192.0.2.2:53") },
  { "a server of IPv6 without brackets", NO_SERVER ("2001:db8::1:53") },
  { "a server of IPv4 in brackets", NO_SERVER ("[192.0.2.1]:53") },
  { "brackets alone", NO_SERVER ("]:53") },
  { "a server that is no text", "{'network':{'resolver':53}}", NULL,
    "file 1:13 network.resolver fatal must be a string" },
  { "a contact that is no text", "{'contact':[]}", NULL,
    "file 1:2 contact fatal must be a string" },
  { "places",
    "{'trusted':['ok.com','',3,'@x.com','a@b@c','a "
    "b.com','*.x.com','..','a_b.com'],'own_domains':['me@x.com']}",
    NULL,
    "file 1:22 trusted[1] fatal must have 1 characters at least\n"
    "file 1:25 trusted[2] fatal must be a string\n"
    "file 1:27 trusted[3] fatal \"@x.com\" is no domain: write it without the @\n"
    "file 1:36 trusted[4] fatal \"a@b@c\" is no address\n"
    "file 1:44 trusted[5] fatal \"a b.com\" is no domain\n"
    "file 1:54 trusted[6] fatal \"*.x.com\" is no domain: write it alone, its subdomains are meant "
    "too\n"
    "file 1:64 trusted[7] fatal \"..\" is no domain: write it alone, its subdomains are meant too\n"
    "file 1:69 trusted[8] fatal \"a_b.com\" is no domain\n"
    "file 1:95 own_domains[0] fatal \"me@x.com\" is an address; only domains count here" },
  { "blocklists",
    "{'blocklists':{'addresses':['ok.org','a b',7,{'zone':'x.org','codes':'2'},{'zone':'x.org',"
    "'codes':'127.0.0.9-127.0.0.2'},{'codes':'127.0.0.2'},{'zone':'y.org','code':'127.0.0.2'}]}}",
    NULL,
    "file 1:38 blocklists.addresses[1] fatal \"a b\" is no domain\n"
    "file 1:44 blocklists.addresses[2] fatal must be a string\n"
    "file 1:62 blocklists.addresses[3].codes fatal must be the answers that are a listing, as "
    "127.0.0.2 or 127.0.0.2-127.0.0.11\n"
    "file 1:91 blocklists.addresses[4].codes fatal must be the answers that are a listing, as "
    "127.0.0.2 or 127.0.0.2-127.0.0.11\n"
    "file 1:122 blocklists.addresses[5].zone fatal is required\n"
    "file 1:160 blocklists.addresses[6].code fatal is not a known key" },
  { "blocklists of another kind", "{'blocklists':{'names':[]}}", NULL,
    "file 1:16 blocklists.names fatal is not a known key" },
  { "locks", "{'locked':['mode','mood','severity.format_dotz','severity.format',1]}", NULL,
    "file 1:19 locked[1] fatal \"mood\" is no key that can be locked\n"
    "file 1:26 locked[2] fatal \"severity.format_dotz\" is no key that can be locked\n"
    "file 1:67 locked[4] fatal must be a string" },
  { "locked is no truth", "{'locked':false}", NULL,
    "file 1:2 locked fatal must be true or an array of keys" },
  { "directory",
    "{'directory':[{'company':'A','domains':['a.com']},{'company':'','domains':['x']},{'company':'"
    "B'},{'company':'C','country':'de','domains':['c.com']},\n"
    "{'company':'D','domains':['d "
    "d']},{'company':'E','domains':[]},{'company':'F','domains':['f.com'],'land':'DE'}]}",
    NULL,
    "file 1:52 directory[1].company fatal must have 1 characters at least\n"
    "file 1:82 directory[2].domains fatal is required\n"
    "file 1:113 directory[3].country fatal must be a country's code after ISO 3166-1, as \"DE\"\n"
    "file 2:27 directory[4].domains[0] fatal \"d d\" is no domain\n"
    "file 2:50 directory[5].domains fatal must have 1 to 100000 elements\n"
    "file 2:99 directory[6].land fatal is not a known key" },
  { "a directory beside it", CSV, HEAD "Bosch,Germany,bosch.de bosch.com\n", "" },
  { "faults of the directory beside it", CSV,
    HEAD "Bosch,Atlantis,bosch.de\n,FR,x.fr\nHaier,CN,\nMüller,DE,mü ller@x\n",
    "file 2:0 country fatal \"Atlantis\" is no country\n"
    "file 3:0 company fatal the company has no name\n"
    "file 4:0 domains fatal the company has no domain\n"
    "file 5:0 domains fatal \"ller@x\" is an address; only domains count here" },
  { "a directory that is no table", CSV, "company;country\nA;DE\n",
    "file 1:0 domains fatal the header line has no such column" },
  { "a directory that is not there", "{'directory_file':'gone.csv'}", NULL,
    "file 0:0 - fatal No such file or directory" },
  { "a directory elsewhere", "{'directory_file':'/etc/passwd'}", NULL,
    "file 1:2 directory_file fatal must be a name relative to the policy file's folder, and below "
    "it" },
  { "a directory above", "{'directory_file':'lists/../../x.csv'}", NULL,
    "file 1:2 directory_file fatal must be a name relative to the policy file's folder, and below "
    "it" },
#define SERVICE(members) "{'verify':{'service':{" members "}}}", NULL
  { "a service without a key", SERVICE ("'kind':'hunter'"),
    "file 1:12 verify.service.key_file fatal is required" },
  { "a service that is none", SERVICE ("'key_file':'a','kind':'hunted'"),
    "file 1:23 verify.service.key_file told FOLDER/a is not there\n"
    "file 1:38 verify.service.kind fatal must be one of hunter" },
  { "nothing of a service", SERVICE (""),
    "file 1:12 verify.service.kind fatal is required\n"
    "file 1:12 verify.service.key_file fatal is required" },
  { "a service is no text", "{'verify':{'service':'hunter'}}", NULL,
    "file 1:12 verify.service fatal must be an object" },
  { "an unknown key of a service",
    SERVICE ("'comment':'ours','kind':'hunter','key_file':'a','key':'0123456789'"),
    "file 1:56 verify.service.key_file told FOLDER/a is not there\n"
    "file 1:71 verify.service.key fatal is not a known key" },
#define PLACE(url, what)                                                                           \
  SERVICE ("'kind':'hunter','key_file':'a','url':'" url "'"),                                      \
      "file 1:39 verify.service.key_file told FOLDER/a is not there\n"                             \
      "file 1:54 verify.service.url fatal " what
  { "a service without TLS",
    PLACE ("http://a.com/", "\"http://a.com/\" is no address that begins with https://") },
  { "a service with a password",
    PLACE ("https://me:secret@a.com/", "must not hold a name or a password") },
  { "a service nowhere", PLACE ("https:///v2", "\"https:///v2\" is no whole address") },
  { "a service at a blank",
    PLACE ("https://a.com/ x", "\"https://a.com/ x\" must be ASCII without blanks") },
  { "a key above", SERVICE ("'kind':'hunter','key_file':'../a'"),
    "file 1:39 verify.service.key_file fatal \"../a\" must be an absolute path, or lie below the "
    "policy file's folder" },
  { "authorities that are none", "{'network':{'ca_file':'lists'}}", NULL,
    "file 1:13 network.ca_file told FOLDER/lists: it is no regular file" },
  { "authorities that are not in PEM", "{'network':{'ca_file':'lists/firms.csv'}}", HEAD,
    "file 1:13 network.ca_file told FOLDER/lists/firms.csv holds no certificate in PEM" },
  { "authorities of nowhere", "{'network':{'ca_file':''}}", NULL,
    "file 1:13 network.ca_file fatal must have 1 characters at least" },
  { "a folder as directory", "{'directory_file':'lists'}", NULL,
    "file 0:0 - fatal it is no regular file" },
};

/* The policy's folder is FOLDER. */
static char *
problems_without_folder (PolicyWorld *world)
{
  g_autofree char *problems = policy_world_problems (world);
  g_auto (GStrv) parts = g_strsplit (problems, world->folder, -1);

  return g_strjoinv ("FOLDER", parts);
}

START_TEST (a_file_of_the_table)
{
  const ReadCase *one = &cases[_i];
  g_autoptr (PolicyWorld) world = policy_world_new ();
  g_autofree char *lists = g_build_filename (world->folder, "lists", NULL);
  g_autofree char *problems = NULL;

  g_assert (g_mkdir_with_parents (lists, 0700) == 0);
  policy_world_write (world, "lists/firms.csv", one->directory);
  policy_world_write (world, "policy.json", one->file);
  policy_world_load (world);
  problems = problems_without_folder (world);
  ck_assert_msg (g_str_equal (problems, one->problems), "%s:\n%s", one->name, problems);
  ck_assert_int_eq (world->in_force->states[ORIGIN_FILE],
                    strstr (one->problems, " fatal ") == NULL ? ORIGIN_IN_FORCE : ORIGIN_REFUSED);
}
END_TEST

START_TEST (faults_of_the_user_and_of_managed_storage)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();
  g_autofree char *problems = NULL;

  policy_world_write (world, "data/settings.json",
                      "{'severity':{'sender':'block'},'locked':['mode']}");
  policy_world_manage (world, "{'mode':'off','directory_file':'x.csv',"
                              "'verify':{'service':{'kind':'hunter','key_file':'/a'}},"
                              "'network':{'ca_file':'/etc/ca.pem'}}");
  policy_world_load (world);
  problems = policy_world_problems (world);
  ck_assert_str_eq (
      problems,
      "managed 0:0 mode fatal must be one of enforce, monitor\n"
      "managed 0:0 directory_file fatal counts only in the administrator's file; write the "
      "directory out here\n"
      "managed 0:0 verify.service.kind fatal counts only in the administrator's file\n"
      "managed 0:0 verify.service.key_file fatal counts only in the administrator's file\n"
      "managed 0:0 network.ca_file fatal counts only in the administrator's file\n"
      "user 1:14 severity.sender told only an administrator can block; it counts as warning\n"
      "user 1:32 locked told only an administrator can lock; it is passed over");
  ck_assert_int_eq (world->in_force->states[ORIGIN_USER], ORIGIN_IN_FORCE);
  ck_assert_int_eq (world->in_force->states[ORIGIN_MANAGED], ORIGIN_REFUSED);
}
END_TEST

START_TEST (not_more_problems_than_people_read)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();
  GString *text = g_string_new ("{'trusted':['@'");

  for (int i = 0; i < 10000; i++)
    g_string_append (text, ",'@'");
  g_string_append (text, "]}");
  policy_world_write (world, "policy.json", text->str);
  policy_world_load (world);
  ck_assert_uint_eq (world->in_force->problems->len, 100);
  g_string_free (text, TRUE);
}
END_TEST

START_TEST (a_directory_is_read)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();
  g_autofree char *directory = NULL;

  policy_world_write (
      world, "firms.csv",
      "Domains;Country;Company\nbosch.de bosch.com;DE;Robert Bosch\nhaier.com;中国;海尔\n");
  policy_world_write (
      world, "policy.json",
      "{'directory_file':'firms.csv','directory':[{'company':'X','domains':['x.com']}]}");
  policy_world_load (world);
  directory = policy_world_find (world, "in_force.directory");
  ck_assert_str_eq (
      directory,
      "[{\"company\":\"Robert Bosch\",\"country\":\"DE\",\"domains\":[\"bosch.de\",\"bosch.com\"]},"
      "{\"company\":\"海尔\",\"country\":\"CN\",\"domains\":[\"haier.com\"]},"
      "{\"company\":\"X\",\"domains\":[\"x.com\"]}]");
}
END_TEST

/* The file of the key, and what is told of it; a policy that is looked at again when it is mended.
 */
START_TEST (a_key_is_looked_at)
{
  g_autoptr (PolicyWorld) world = policy_world_new ();
  g_autofree char *key = g_build_filename (world->folder, "hunter.key", NULL);
  static const struct
  {
    const char *text;
    int mode;
    const char *problems;
  } states[] = {
    { NULL, 0, "FOLDER/hunter.key is not there" },
    { "0123\n", 0644, "FOLDER/hunter.key is open to everybody on this machine: chmod o= it" },
    { "", 0600, "FOLDER/hunter.key holds no key: one line is expected, the key" },
    { "0123\n", 0600, NULL },
    { "0123\n", 0640, NULL },
  };

  policy_world_write (
      world, "policy.json",
      "{'mode':'monitor','verify':{'service':{'kind':'hunter','key_file':'hunter.key'}}}");
  policy_world_load (world);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *problems = NULL;
      g_autofree char *expected
          = states[i].problems != NULL
                ? g_strconcat ("file 1:56 verify.service.key_file told ", states[i].problems, NULL)
                : g_strdup ("");

      if (states[i].text != NULL)
        {
          policy_world_write (world, "hunter.key", states[i].text);
          ck_assert_int_eq (g_chmod (key, states[i].mode), 0);
          ck_assert (policy_changed (world->in_force));
        }
      policy_world_load (world);
      problems = problems_without_folder (world);
      ck_assert_str_eq (problems, expected);
      ck_assert_int_eq (world->in_force->policy->mode, POLICY_MONITOR);
      ck_assert_str_eq (world->in_force->policy->verify_key_file, key);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("policy_read");
  TCase *tcase = tcase_create ("policy_read");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 30);
  tcase_add_loop_test (tcase, a_file_of_the_table, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, faults_of_the_user_and_of_managed_storage);
  tcase_add_test (tcase, not_more_problems_than_people_read);
  tcase_add_test (tcase, a_directory_is_read);
  tcase_add_test (tcase, a_key_is_looked_at);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
