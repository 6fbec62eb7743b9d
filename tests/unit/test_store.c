/* SPDX-License-Identifier: MPL-2.0 */
#include <check.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "death.h"
#include "store_folder.h"
#include "store_journal.h"
#include "store_own_mail.h"
#include "store_sender.h"

static GPtrArray *
list_of (const char *first, const char *second)
{
  GPtrArray *list = g_ptr_array_new ();
  g_ptr_array_add (list, (gpointer) first);
  if (second != NULL)
    g_ptr_array_add (list, (gpointer) second);
  return list;
}

static char *
store_file_path (void)
{
  return g_build_filename (store_folder, "store.sqlite", NULL);
}

static void
dismiss (Store *store, const char *code, const char *key)
{
  g_autoptr (GPtrArray) codes = list_of (code, NULL);
  ck_assert (store_dismiss (store, codes, key, NULL));
}

static guint
sent_to (Store *store, const char *key)
{
  Correspondents *known = store_correspondents (store, NULL);
  const Correspondent *one = known != NULL ? correspondents_find (known, key) : NULL;
  guint sent = one != NULL ? one->sent : 0;

  correspondents_free (known);
  return sent;
}

/* --- What it keeps --- */

START_TEST (a_user_without_a_file_is_told_nothing_and_gets_none)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autofree char *path = store_file_path ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  StoreCounts counts;

  ck_assert_ptr_null (store_correspondents (store, &error));
  ck_assert_ptr_null (store_dismissed (store, &error));
  list = store_dismissals (store, &error);
  ck_assert_uint_eq (list->len, 0);
  ck_assert (store_count (store, &counts, &error));
  ck_assert_uint_eq (counts.correspondents + counts.dismissals + counts.shown, 0);
  ck_assert (store_audit (store, "went_back", NULL, 0, 0, &error));
  ck_assert_ptr_null (error);
  ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (a_message_counts_once_for_each_recipient)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = list_of ("bob@rothwell-pumps.com", "anna@nordwind-tools.de");
  Correspondents *known;

  ck_assert (store_learn_sent (store, keys, "<1@hengda.cn>", NULL));
  ck_assert (store_learn_sent (store, keys, "<1@hengda.cn>", NULL));
  ck_assert (store_learn_sent (store, keys, "<2@hengda.cn>", NULL));
  ck_assert (store_learn_sent (store, keys, NULL, NULL));
  ck_assert_uint_eq (sent_to (store, "bob@rothwell-pumps.com"), 3);
  known = store_correspondents (store, NULL);
  ck_assert_uint_eq (correspondents_at_domain (known, "nordwind-tools.de"), 1);
  ck_assert_str_eq (correspondents_find (known, "anna@nordwind-tools.de")->domain,
                    "nordwind-tools.de");
  correspondents_free (known);
}
END_TEST

START_TEST (a_sent_folder_read_twice_counts_once)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) both = list_of ("bob@rothwell-pumps.com", "anna@nordwind-tools.de");
  g_autoptr (GPtrArray) bob = list_of ("bob@rothwell-pumps.com", NULL);
  const StoreSent sent[] = { { both, "1@hengda.cn", 1700000000 },
                             { both, "2@hengda.cn", 0 },
                             { bob, "3@hengda.cn", 5 } };
  g_autoptr (GArray) mails = g_array_new (FALSE, FALSE, sizeof (StoreSent));

  g_array_append_vals (mails, sent, G_N_ELEMENTS (sent));
  ck_assert (store_learn_sent (store, bob, "1@hengda.cn", NULL));
  ck_assert (store_learn_sent_mails (store, mails, NULL));
  ck_assert (store_learn_sent_mails (store, mails, NULL));
  ck_assert_uint_eq (sent_to (store, "bob@rothwell-pumps.com"), 3);
  ck_assert_uint_eq (sent_to (store, "anna@nordwind-tools.de"), 1);
}
END_TEST

/* The forger of a known domain writes first. */
START_TEST (who_only_wrote_to_the_user_is_met_and_not_known)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = list_of ("bob@rothwell-pumps.com", NULL);
  g_autoptr (GPtrArray) forger = list_of ("bob@rothwe1l-pumps.com", NULL);
  const Correspondent *met;
  Correspondents *all;
  StoreCounts counts;

  ck_assert (store_learn_sent (store, bob, NULL, NULL));
  ck_assert (store_learn_heard (store, forger, 1700000000, NULL));
  ck_assert (store_learn_heard (store, forger, 1700000060, NULL));
  all = store_correspondents (store, NULL);
  met = correspondents_find (all, "bob@rothwe1l-pumps.com");
  ck_assert_uint_eq (met->received, 2);
  ck_assert_uint_eq (met->sent, 0);
  ck_assert (!correspondent_is_known (met));
  ck_assert_uint_eq (correspondents_at_domain (all, "rothwe1l-pumps.com"), 0);
  correspondents_free (all);
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.correspondents, 1);

  ck_assert (store_learn_sent (store, forger, NULL, NULL));
  all = store_correspondents (store, NULL);
  ck_assert_uint_eq (correspondents_at_domain (all, "rothwe1l-pumps.com"), 1);
  correspondents_free (all);
}
END_TEST

START_TEST (an_address_book_says_who_is_known_not_who_was_written_to)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = list_of ("bob@rothwell-pumps.com", NULL);
  Correspondents *known;

  ck_assert (store_learn_address_book (store, keys, NULL));
  ck_assert (store_learn_address_book (store, keys, NULL));
  known = store_correspondents (store, NULL);
  ck_assert (correspondents_find (known, "bob@rothwell-pumps.com")->in_address_book);
  ck_assert_uint_eq (correspondents_find (known, "bob@rothwell-pumps.com")->sent, 0);
  correspondents_free (known);
}
END_TEST

START_TEST (a_dismissal_is_of_one_code_and_one_address)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) codes = list_of ("recipient_domain_typo", "recipient_lookalike");
  g_autoptr (GPtrArray) one = list_of ("recipient_lookalike", NULL);
  g_autoptr (GPtrArray) list = NULL;
  const Dismissal *dismissal;

  ck_assert (store_dismiss (store, codes, "bob@gmial.com", NULL));
  ck_assert (store_dismiss (store, one, "bob@gmial.com", NULL));
  ck_assert (store_has_dismissed (store, "recipient_domain_typo", "bob@gmial.com"));
  ck_assert (!store_has_dismissed (store, "recipient_domain_typo", "rob@gmial.com"));
  ck_assert (store_undismiss (store, one, "bob@gmial.com", NULL));
  ck_assert (!store_has_dismissed (store, "recipient_lookalike", "bob@gmial.com"));
  list = store_dismissals (store, NULL);
  ck_assert_uint_eq (list->len, 1);
  dismissal = g_ptr_array_index (list, 0);
  ck_assert_str_eq (dismissal->code, "recipient_domain_typo");
  ck_assert_str_eq (dismissal->key, "bob@gmial.com");
  ck_assert_int_gt (dismissal->since, 1700000000);
}
END_TEST

START_TEST (the_log_forgets_what_is_too_old)
{
  g_autoptr (Store) store = store_open (store_folder);
  const ShownRow rows[] = { { "format_whitespace", "b ob@a.com", "warning", "bob@a.com" },
                            { "sender_smtp_security", "mail.hengda.cn", "notice", NULL } };
  StoreCounts counts;

  ck_assert (store_audit (store, "mended", rows, 2, 30, NULL));
  store_folder_run_sql (
      "UPDATE shown SET shown_at = shown_at - 31 * 86400 WHERE code = 'format_whitespace'");
  ck_assert (store_audit (store, "not_checked", NULL, 0, 30, NULL));
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.shown, 2);
  ck_assert (store_audit (store, "mended", rows, 2, 0, NULL));
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.shown, 0);
}
END_TEST

START_TEST (a_snapshot_stays_as_it_was)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = list_of ("bob@rothwell-pumps.com", NULL);
  g_autoptr (GPtrArray) anna = list_of ("anna@nordwind-tools.de", NULL);
  Correspondents *before, *again, *after;

  ck_assert (store_learn_sent (store, bob, NULL, NULL));
  before = store_correspondents (store, NULL);
  again = store_correspondents (store, NULL);
  ck_assert_ptr_eq (before, again);
  ck_assert (store_learn_sent (store, anna, NULL, NULL));
  after = store_correspondents (store, NULL);
  ck_assert_uint_eq (correspondents_count (before), 1);
  ck_assert_uint_eq (correspondents_count (after), 2);
  correspondents_free (before);
  correspondents_free (again);
  correspondents_free (after);
}
END_TEST

/* --- Several hosts --- */

START_TEST (two_stores_see_each_others_changes)
{
  g_autoptr (Store) one = store_open (store_folder);
  g_autoptr (Store) other = store_open (store_folder);

  dismiss (one, "recipient_domain_typo", "bob@gmial.com");
  ck_assert (store_has_dismissed (other, "recipient_domain_typo", "bob@gmial.com"));
  dismiss (other, "recipient_lookalike", "bob@gmial.com");
  ck_assert (store_has_dismissed (one, "recipient_lookalike", "bob@gmial.com"));
}
END_TEST

START_TEST (a_file_that_was_taken_away_is_not_written_to)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (Store) later = NULL;

  dismiss (store, "recipient_domain_typo", "bob@gmial.com");
  {
    g_autofree char *path = store_file_path ();
    g_autofree char *moved = g_strconcat (path, ".moved", NULL);
    ck_assert_int_eq (g_rename (path, moved), 0);
  }
  ck_assert (!store_has_dismissed (store, "recipient_domain_typo", "bob@gmial.com"));
  dismiss (store, "recipient_lookalike", "rob@gmial.com");
  later = store_open (store_folder);
  ck_assert (store_has_dismissed (later, "recipient_lookalike", "rob@gmial.com"));
}
END_TEST

#define MANY 200

static void
learn_many (const char *name)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%d@rothwell-pumps.com", name, i);
      g_autoptr (GPtrArray) keys = list_of (key, "both@rothwell-pumps.com");
      if (!store_learn_sent (store, keys, NULL, NULL))
        _exit (1);
    }
}

START_TEST (two_processes_that_begin_at_once_lose_nothing)
{
  g_autoptr (Store) store = store_open (store_folder);
  StoreCounts counts;
  pid_t children[2];

  for (int i = 0; i < 2; i++)
    if ((children[i] = fork ()) == 0)
      {
        learn_many (i == 0 ? "first" : "second");
        _exit (0);
      }
  for (int i = 0; i < 2; i++)
    {
      int status;
      ck_assert_int_eq (waitpid (children[i], &status, 0), children[i]);
      ck_assert_int_eq (status, 0);
    }
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.correspondents, 2 * MANY + 1);
  ck_assert_uint_eq (sent_to (store, "both@rothwell-pumps.com"), 2 * MANY);
}
END_TEST

#define MAKERS 4
#define MAKING_ROUNDS 60

static void
learn_one_when_told (int start, guint who)
{
  g_autofree char *key = g_strdup_printf ("%u@rothwell-pumps.com", who);
  g_autoptr (GPtrArray) keys = list_of (key, NULL);
  g_autoptr (Store) store = store_open (store_folder);
  char never;

  if (read (start, &never, 1) != 0 || !store_learn_sent (store, keys, NULL, NULL))
    _exit (1);
  _exit (0);
}

/* The file is made by whoever is first: a moment that is over soon, so it is tried often. */
START_TEST (processes_that_make_the_file_together_all_write)
{
  g_autoptr (Store) store = NULL;
  StoreCounts counts;
  int start[2];

  ck_assert_int_eq (pipe (start), 0);
  for (guint i = 0; i < MAKERS; i++)
    if (fork () == 0)
      {
        close (start[1]);
        learn_one_when_told (start[0], i);
      }
  close (start[0]);
  close (start[1]);
  for (guint i = 0; i < MAKERS; i++)
    {
      int status;
      ck_assert_int_ne (wait (&status), -1);
      ck_assert_int_eq (status, 0);
    }
  store = store_open (store_folder);
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.correspondents, MAKERS);
}
END_TEST

/* --- Death in the middle --- */

/* Dismisses one address after another and tells each that was acknowledged; never returns. */
static void
dismiss_and_tell (int out, guint first)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) codes = list_of ("recipient_domain_typo", "recipient_lookalike");

  for (guint i = first;; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u@gmial.com", i);
      if (!store_dismiss (store, codes, key, NULL) || write (out, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

START_TEST (nothing_acknowledged_is_lost_at_a_kill)
{
  guint next = 0;

  for (guint round = 0; round < 12; round++)
    {
      guint last = kill_in_the_middle (dismiss_and_tell, next, 1000 + 1700 * round);
      g_autoptr (Store) store = store_open (store_folder);
      g_autoptr (GPtrArray) list = store_dismissals (store, NULL);

      ck_assert_ptr_nonnull (list);
      ck_assert_uint_eq (list->len % 2, 0); /* both codes of an address or none */
      for (guint i = 0; i <= last; i++)
        {
          g_autofree char *key = g_strdup_printf ("%u@gmial.com", i);
          ck_assert_msg (store_has_dismissed (store, "recipient_lookalike", key), "%s is gone",
                         key);
        }
      next = last + 1;
    }
}
END_TEST

/* --- Files that cannot be used --- */

static void
check_refused (StoreError expected)
{
  g_autofree char *path = store_file_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) codes = list_of ("recipient_domain_typo", NULL);
  g_autoptr (GError) reading = NULL;
  g_autoptr (GError) writing = NULL;
  gsize length_before, length_after;

  ck_assert (g_file_get_contents (path, &before, &length_before, NULL));
  ck_assert_ptr_null (store_dismissed (store, &reading));
  ck_assert_msg (g_error_matches (reading, STORE_ERROR, (gint) expected), "%s",
                 reading != NULL ? reading->message : "no error");
  ck_assert_ptr_nonnull (strstr (reading->message, path));
  ck_assert (!store_dismiss (store, codes, "bob@gmial.com", &writing));
  ck_assert (g_error_matches (writing, STORE_ERROR, (gint) expected));
  ck_assert (g_file_get_contents (path, &after, &length_after, NULL));
  ck_assert_uint_eq (length_before, length_after);
  ck_assert (memcmp (before, after, length_before) == 0);
}

START_TEST (a_newer_form_is_left_alone)
{
  store_folder_run_sql ("CREATE TABLE dismissed (pair TEXT); PRAGMA user_version = 999");
  check_refused (STORE_ERROR_TOO_NEW);
}
END_TEST

START_TEST (another_programs_database_is_left_alone)
{
  store_folder_run_sql ("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
  check_refused (STORE_ERROR_DAMAGED);
}
END_TEST

START_TEST (a_file_that_is_no_database_is_left_alone)
{
  g_autofree char *path = store_file_path ();
  g_autofree char *text = g_strnfill (5000, 'x');

  ck_assert (g_file_set_contents (path, text, -1, NULL));
  check_refused (STORE_ERROR_DAMAGED);
}
END_TEST

START_TEST (a_damaged_file_is_left_alone)
{
  g_autofree char *path = store_file_path ();
  g_autofree char *bytes = NULL;
  gsize length;
  Store *store = store_open (store_folder);

  dismiss (store, "recipient_domain_typo", "bob@gmial.com");
  store_close (store);
  ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 100, 0xa5, length - 100);
  ck_assert (g_file_set_contents (path, bytes, (gssize) length, NULL));
  check_refused (STORE_ERROR_DAMAGED);
}
END_TEST

START_TEST (a_folder_that_is_a_file_is_an_error_of_ours)
{
  g_autofree char *path = g_build_filename (store_folder, "file", NULL);
  g_autoptr (GPtrArray) codes = list_of ("recipient_domain_typo", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (Store) store = store_open (path);

  ck_assert (g_file_set_contents (path, "", 0, NULL));
  ck_assert (!store_dismiss (store, codes, "bob@gmial.com", &error));
  ck_assert (g_error_matches (error, STORE_ERROR, STORE_ERROR_NOT_WRITABLE));
}
END_TEST

/* A file size limit stands in for the full disk: the write that passes it fails. */
static void
fill_until_full (void)
{
  struct rlimit limit = { 400 * 1024, 400 * 1024 };
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GError) error = NULL;
  guint kept = 0;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  for (; error == NULL && kept < 100000; kept++)
    {
      g_autofree char *key = g_strdup_printf ("%u@gmial.com", kept);
      g_autoptr (GPtrArray) codes = list_of ("recipient_domain_typo", NULL);
      g_autofree char *code = g_strnfill (3000, 'c');
      g_ptr_array_add (codes, code);
      store_dismiss (store, codes, key, &error);
    }
  if (!g_error_matches (error, STORE_ERROR, STORE_ERROR_FULL))
    _exit (1);
  for (guint i = 0; i + 1 < kept; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u@gmial.com", i);
      if (!store_has_dismissed (store, "recipient_domain_typo", key))
        _exit (2);
    }
  _exit (kept > 10 ? 0 : 3);
}

START_TEST (a_full_disk_is_said_and_costs_nothing_kept)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    fill_until_full ();
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status));
  ck_assert_int_eq (WEXITSTATUS (status), 0);
}
END_TEST

/* --- Who may read it --- */

static guint
mode_of (const char *name)
{
  g_autofree char *path = g_build_filename (store_folder, "data", name, NULL);
  struct stat file;
  return stat (path, &file) == 0 ? file.st_mode & 07777 : 0;
}

START_TEST (only_the_owner_may_read_whatever_the_umask)
{
  g_autofree char *data = g_build_filename (store_folder, "data", NULL);
  mode_t before = umask (0);
  Store *store = store_open (data);
  g_autofree char *path = g_strdup (store_path (store));

  dismiss (store, "recipient_domain_typo", "bob@gmial.com");
  ck_assert_uint_eq (mode_of (""), 0700);
  ck_assert_uint_eq (mode_of ("store.sqlite"), 0600);
  ck_assert_uint_eq (mode_of ("store.sqlite-wal"), 0600);
  ck_assert_uint_eq (mode_of ("store.sqlite-shm"), 0600);
  store_close (store);

  /* A copy that somebody made readable is closed again. */
  ck_assert_int_eq (chmod (path, 0644), 0);
  store = store_open (data);
  ck_assert (store_has_dismissed (store, "recipient_domain_typo", "bob@gmial.com"));
  ck_assert_uint_eq (mode_of ("store.sqlite"), 0600);
  store_close (store);
  umask (before);
  g_remove (path);
  g_rmdir (data);
}
END_TEST

/* --- How the user's own mail is sent --- */

/* A way of so many seconds since 1970; "" for what is not known. */
static void
add_way (Store *store, const char *signer, const char *selector, const char *envelope, gint64 at)
{
  g_autoptr (GError) error = NULL;
  OwnMail *mail = own_mail_new ();
  OwnMailWay *way = own_mail_add (mail);

  way->signer = g_strdup (*signer != '\0' ? signer : NULL);
  way->selector = g_strdup (*selector != '\0' ? selector : NULL);
  way->envelope = g_strdup (*envelope != '\0' ? envelope : NULL);
  ck_assert (store_own_mail_add (store, "hengda.cn", mail->ways, at, &error));
  own_mail_free (mail);
}

static char *
ways_of (Store *store, const char *domain)
{
  GString *said = g_string_new (NULL);
  OwnMail *mail = store_own_mail_find (store, domain, NULL);

  for (guint i = 0; mail != NULL && i < mail->ways->len; i++)
    {
      const OwnMailWay *way = g_ptr_array_index (mail->ways, i);
      g_string_append_printf (said, "%s %s %s %d;", way->signer != NULL ? way->signer : "-",
                              way->selector != NULL ? way->selector : "-",
                              way->envelope != NULL ? way->envelope : "-", (int) way->seen_at);
    }
  own_mail_free (mail);
  return g_string_free (said, FALSE);
}

START_TEST (ways_are_told_the_last_seen_first)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autofree char *none = ways_of (store, "hengda.cn"), *said = NULL, *others = NULL;

  ck_assert_str_eq (none, "");
  add_way (store, "hengda.cn", "a", "hengda.cn", 5);
  add_way (store, "", "", "hengda.cn", 6);
  add_way (store, "hengda.cn", "b", "", 7);
  add_way (store, "hengda.cn", "a", "hengda.cn", 9);
  add_way (store, "hengda.cn", "a", "hengda.cn", 4); /* an older mail, opened again */
  said = ways_of (store, "hengda.cn");
  ck_assert_str_eq (said, "hengda.cn a hengda.cn 9;hengda.cn b - 7;- - hengda.cn 6;");
  others = ways_of (store, "mail.hengda.cn");
  ck_assert_str_eq (others, "");
}
END_TEST

START_TEST (the_oldest_ways_make_room)
{
  g_autoptr (Store) store = store_open (store_folder);
  OwnMail *mail;

  for (int i = 1; i <= STORE_OWN_MAIL_MAX + 5; i++)
    {
      g_autofree char *selector = g_strdup_printf ("s%d", i);
      add_way (store, "hengda.cn", selector, "", i);
    }
  mail = store_own_mail_find (store, "hengda.cn", NULL);
  ck_assert_uint_eq (mail->ways->len, STORE_OWN_MAIL_MAX);
  ck_assert_int_eq (((OwnMailWay *) g_ptr_array_index (mail->ways, STORE_OWN_MAIL_MAX - 1))->seen_at, 6);
  own_mail_free (mail);
}
END_TEST

START_TEST (a_message_is_known_that_was_counted)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = list_of ("bob@rothwell-pumps.com", NULL);
  g_autoptr (GError) error = NULL;

  ck_assert (!store_knows_message (store, "1@hengda.cn", &error));
  ck_assert (store_learn_sent (store, keys, "1@hengda.cn", NULL));
  ck_assert (store_knows_message (store, "1@hengda.cn", &error));
  ck_assert (!store_knows_message (store, "2@hengda.cn", &error));
  ck_assert_ptr_null (error);
}
END_TEST

/* --- Older forms --- */

/* What earlier versions made of the file: form i + 1 is written by the first i + 1 of these. Copied
 * from those versions, so that a step that is edited afterwards fails here. */
#define FORM_WITH_STRETCHES 8

static const char *const older_forms[] = {
  "CREATE TABLE correspondent (key TEXT PRIMARY KEY NOT NULL,"
  " sent INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0,"
  " in_address_book INTEGER NOT NULL DEFAULT 0, first_seen INTEGER NOT NULL,"
  " last_seen INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE dismissed (code TEXT NOT NULL, key TEXT NOT NULL, since INTEGER NOT NULL,"
  " PRIMARY KEY (code, key)) WITHOUT ROWID;"
  "CREATE TABLE shown (shown_at INTEGER NOT NULL, choice TEXT NOT NULL, code TEXT,"
  " address TEXT, severity TEXT, suggestion TEXT);"
  "CREATE INDEX shown_by_time ON shown (shown_at);"
  "INSERT INTO correspondent VALUES ('bob@rothwell-pumps.com', 4, 1, 0, 1, 2);"
  "INSERT INTO dismissed VALUES ('recipient_domain_typo', 'bob@gmial.com', 3);"
  "INSERT INTO shown VALUES (4, 'mended', 'recipient_domain_typo', 'bob@gmial.com', 'warning',"
  " 'bob@gmail.com');",

  "CREATE TABLE sent_message (message_id TEXT PRIMARY KEY NOT NULL, sent_at INTEGER NOT NULL)"
  " WITHOUT ROWID;"
  "CREATE INDEX sent_message_by_time ON sent_message (sent_at);",

  "CREATE TABLE journal ("
  " id TEXT PRIMARY KEY NOT NULL,"
  " address TEXT NOT NULL, key TEXT NOT NULL, domain TEXT NOT NULL,"
  " failed_at INTEGER NOT NULL,"
  " class TEXT NOT NULL, reason TEXT NOT NULL, permanent INTEGER NOT NULL,"
  " reply INTEGER NOT NULL DEFAULT 0, code TEXT, server TEXT, line TEXT,"
  " remedy TEXT, outcome TEXT, replacement TEXT, message_id TEXT,"
  " retried_at INTEGER NOT NULL DEFAULT 0, answered_at INTEGER NOT NULL DEFAULT 0,"
  " changed_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX journal_by_key ON journal (key, failed_at);"
  "CREATE INDEX journal_by_time ON journal (failed_at);"
  "CREATE UNIQUE INDEX journal_by_message ON journal (key, message_id)"
  " WHERE message_id IS NOT NULL;"
  "CREATE TABLE gone (id TEXT PRIMARY KEY NOT NULL, gone_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE channel ("
  " key TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, origin INTEGER NOT NULL,"
  " changed_at INTEGER NOT NULL) WITHOUT ROWID;"
  "ALTER TABLE correspondent ADD COLUMN last_sent INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE correspondent ADD COLUMN last_heard INTEGER NOT NULL DEFAULT 0;",

  "CREATE TABLE counted_message (hash INTEGER PRIMARY KEY NOT NULL);"
  "DROP TABLE sent_message;",

  "CREATE TABLE review ("
  " id TEXT PRIMARY KEY NOT NULL,"
  " key TEXT NOT NULL, address TEXT NOT NULL,"
  " requester TEXT NOT NULL, requester_address TEXT, requester_login TEXT NOT NULL,"
  " requested_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX review_by_key ON review (key, requested_at);"
  "CREATE TABLE review_word ("
  " id TEXT PRIMARY KEY NOT NULL,"
  " review TEXT NOT NULL, person TEXT NOT NULL,"
  " name TEXT NOT NULL, login TEXT NOT NULL, confirmed INTEGER NOT NULL, note TEXT,"
  " said_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
  " UNIQUE (review, person)) WITHOUT ROWID;",

  "CREATE TABLE team_row ("
  " kind TEXT NOT NULL, id TEXT NOT NULL, changed_at INTEGER NOT NULL,"
  " PRIMARY KEY (kind, id)) WITHOUT ROWID;"
  "CREATE TABLE team_state (database TEXT NOT NULL, position INTEGER NOT NULL);"
  "ALTER TABLE correspondent ADD COLUMN by_team INTEGER NOT NULL DEFAULT 0;",

  "CREATE TABLE asked_mailbox ("
  " way TEXT NOT NULL, key TEXT NOT NULL, asked_at INTEGER NOT NULL, answer TEXT,"
  " PRIMARY KEY (way, key)) WITHOUT ROWID;",

  "CREATE TABLE sender_stretch ("
  " id INTEGER PRIMARY KEY NOT NULL,"
  " domain TEXT NOT NULL, area TEXT NOT NULL, subject TEXT NOT NULL,"
  " since INTEGER NOT NULL, checked_at INTEGER NOT NULL,"
  " state TEXT NOT NULL, outcome TEXT NOT NULL, variant TEXT, params TEXT NOT NULL);"
  "CREATE INDEX sender_stretch_by_point ON sender_stretch (domain, area, subject);"
  "INSERT INTO sender_stretch VALUES (1, 'hengda.cn', 'spf', '', 5, 6, 'fault', 'missing', NULL,"
  " '{}');",
};

START_TEST (every_older_form_is_brought_forward_with_all_it_holds)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", _i + 1);
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = list_of ("bob@rothwell-pumps.com", NULL);
  JournalEntry *failed = journal_entry_new ("bob@rothwell-pumps.com");
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
  g_autoptr (SenderReport) report = sender_report_new ("hengda.cn", "hengda.cn");
  g_autofree char *said = NULL;
  StoreCounts counts;
  guint added;

  for (int i = 0; i <= _i; i++)
    store_folder_run_sql (older_forms[i]);
  store_folder_run_sql (stamp);
  ck_assert (store_has_dismissed (store, "recipient_domain_typo", "bob@gmial.com"));
  ck_assert (store_learn_sent (store, keys, "<1@hengda.cn>", NULL));
  ck_assert (store_learn_sent (store, keys, "<1@hengda.cn>", NULL));
  ck_assert_uint_eq (sent_to (store, "bob@rothwell-pumps.com"), 5);
  failed->class = g_strdup ("status");
  failed->reason = g_strdup ("mailbox_full");
  g_ptr_array_add (entries, failed);
  ck_assert (store_journal_add (store, entries, 0, &added, NULL));
  ck_assert_uint_eq (added, 1);
  ck_assert (store_count (store, &counts, NULL));
  ck_assert_uint_eq (counts.shown, 1);
  g_ptr_array_add (report->points, sender_point_new ("spf", ""));
  ck_assert (store_sender_note (store, report, 0, 36500, NULL));
  ck_assert_int_eq (report->compared_with, _i < FORM_WITH_STRETCHES - 1 ? 0 : 6);
  add_way (store, "hengda.cn", "a", "hengda.cn", 5);
  said = ways_of (store, "hengda.cn");
  ck_assert_str_eq (said, "hengda.cn a hengda.cn 5;");
}
END_TEST

START_TEST (messages_that_form_2_had_counted_stay_counted)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = list_of ("bob@rothwell-pumps.com", NULL);

  store_folder_run_sql (older_forms[0]);
  store_folder_run_sql (older_forms[1]);
  store_folder_run_sql (
      "INSERT INTO sent_message VALUES ('1@hengda.cn', 3); PRAGMA user_version = 2");
  ck_assert (store_learn_sent (store, keys, "1@hengda.cn", NULL));
  ck_assert_uint_eq (sent_to (store, "bob@rothwell-pumps.com"), 4);
  ck_assert (store_learn_sent (store, keys, "2@hengda.cn", NULL));
  ck_assert_uint_eq (sent_to (store, "bob@rothwell-pumps.com"), 5);
}
END_TEST

START_TEST (an_empty_file_is_one_whose_making_was_cut_short)
{
  g_autofree char *path = store_file_path ();
  g_autoptr (Store) store = store_open (store_folder);

  ck_assert (g_file_set_contents (path, "", 0, NULL));
  dismiss (store, "recipient_domain_typo", "bob@gmial.com");
  ck_assert (store_has_dismissed (store, "recipient_domain_typo", "bob@gmial.com"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store");
  TCase *tcase = tcase_create ("store");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, store_folder_make, store_folder_remove);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, a_user_without_a_file_is_told_nothing_and_gets_none);
  tcase_add_test (tcase, a_message_counts_once_for_each_recipient);
  tcase_add_test (tcase, a_sent_folder_read_twice_counts_once);
  tcase_add_test (tcase, who_only_wrote_to_the_user_is_met_and_not_known);
  tcase_add_test (tcase, an_address_book_says_who_is_known_not_who_was_written_to);
  tcase_add_test (tcase, a_dismissal_is_of_one_code_and_one_address);
  tcase_add_test (tcase, the_log_forgets_what_is_too_old);
  tcase_add_test (tcase, a_snapshot_stays_as_it_was);
  tcase_add_test (tcase, two_stores_see_each_others_changes);
  tcase_add_test (tcase, a_file_that_was_taken_away_is_not_written_to);
  tcase_add_test (tcase, two_processes_that_begin_at_once_lose_nothing);
  tcase_add_loop_test (tcase, processes_that_make_the_file_together_all_write, 0, MAKING_ROUNDS);
  tcase_add_test (tcase, nothing_acknowledged_is_lost_at_a_kill);
  tcase_add_test (tcase, a_newer_form_is_left_alone);
  tcase_add_test (tcase, another_programs_database_is_left_alone);
  tcase_add_test (tcase, a_file_that_is_no_database_is_left_alone);
  tcase_add_test (tcase, a_damaged_file_is_left_alone);
  tcase_add_test (tcase, a_folder_that_is_a_file_is_an_error_of_ours);
  tcase_add_test (tcase, a_full_disk_is_said_and_costs_nothing_kept);
  tcase_add_test (tcase, only_the_owner_may_read_whatever_the_umask);
  tcase_add_loop_test (tcase, every_older_form_is_brought_forward_with_all_it_holds, 0,
                       G_N_ELEMENTS (older_forms));
  tcase_add_test (tcase, messages_that_form_2_had_counted_stay_counted);
  tcase_add_test (tcase, ways_are_told_the_last_seen_first);
  tcase_add_test (tcase, the_oldest_ways_make_room);
  tcase_add_test (tcase, a_message_is_known_that_was_counted);
  tcase_add_test (tcase, an_empty_file_is_one_whose_making_was_cut_short);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
