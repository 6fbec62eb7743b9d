/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* memmem (3) */
#include <check.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "death.h"
#include "evidence/bounced.h"
#include "store_folder.h"
#include "store_journal.h"

#define DAY (24 * 60 * 60)

/* A failure of @address, at @failed_at. */
static JournalEntry *
failure (const char *address, const char *reason, gint64 failed_at, const char *message_id)
{
  JournalEntry *entry = journal_entry_new (address);

  entry->reason = g_strdup (reason);
  entry->class = g_strdup (journal_class_of (reason));
  entry->permanent = journal_is_permanent (reason);
  entry->failed_at = failed_at;
  entry->message_id = g_strdup (message_id);
  return entry;
}

/* Takes over @entry; how many are new. */
static guint
add (Store *store, JournalEntry *entry)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
  guint added = 0;

  g_ptr_array_add (entries, entry);
  ck_assert (store_journal_add (store, entries, 0, &added, NULL));
  return added;
}

static guint
count (Store *store, JournalQuery query)
{
  guint total;
  g_autoptr (GPtrArray) list = store_journal_list (store, &query, &total, NULL);

  ck_assert_ptr_nonnull (list);
  if (query.limit == 0)
    ck_assert_uint_eq (list->len, total - MIN (total, query.offset));
  return total;
}

#define EVERYTHING ((JournalQuery){ .limit = 0 })

static GPtrArray *
keys_of (const char *key)
{
  GPtrArray *keys = g_ptr_array_new ();
  g_ptr_array_add (keys, (gpointer) key);
  return keys;
}

/* --- What it keeps --- */

START_TEST (there_is_nothing_and_no_file_before_the_first_failure)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = keys_of ("bob@rothwell-pumps.com");
  g_autoptr (JournalStats) stats = store_journal_stats (store, 0, NULL);

  ck_assert_uint_eq (count (store, EVERYTHING), 0);
  ck_assert_uint_eq (stats->failures, 0);
  ck_assert (store_forget (store, "bob@rothwell-pumps.com", NULL));
  ck_assert (store_learn_heard (store, bob, 1, NULL));
  ck_assert_ptr_null (store_journal_last (store, "bob@rothwell-pumps.com", NULL));
  ck_assert (!g_file_test (store_path (store), G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (a_decoded_bounce_is_kept_whole)
{
  static const char notice[]
      = "From: mailer-daemon@mx.hengda.cn\r\nContent-Type: multipart/report;"
        " report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.hengda.cn\r\n\r\n"
        "Final-Recipient: rfc822; Bob@Rothwell-Pumps.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Remote-MTA: dns; mx.rothwell-pumps.com\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user here\r\n\r\n--b--\r\n";
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bounces = bounces_read (notice, strlen (notice));
  g_autoptr (JournalEntry) kept = NULL;

  ck_assert_uint_eq (add (store, journal_entry_from_bounce (g_ptr_array_index (bounces, 0),
                                                            "<1@mx.hengda.cn>", 1790000000)),
                     1);
  kept = store_journal_last (store, "bob@rothwell-pumps.com", NULL);
  ck_assert_str_eq (kept->address, "Bob@Rothwell-Pumps.com");
  ck_assert_int_eq (kept->failed_at, 1790000000);
  ck_assert_str_eq (kept->class, "status");
  ck_assert_str_eq (kept->reason, "mailbox_missing");
  ck_assert (kept->permanent);
  ck_assert_uint_eq (kept->reply, 550);
  ck_assert_str_eq (kept->code, "5.1.1");
  ck_assert_str_eq (kept->server, "mx.rothwell-pumps.com");
  ck_assert_ptr_nonnull (strstr (kept->line, "no such user here"));
  ck_assert_str_eq (kept->message_id, "<1@mx.hengda.cn>");
  ck_assert (g_uuid_string_is_valid (kept->id));
  ck_assert_int_gt (kept->changed_at, G_GINT64_CONSTANT (1700000000000000));
}
END_TEST

START_TEST (what_is_no_bounce_is_no_failure)
{
  static const char mail[]
      = "From: bob@rothwell-pumps.com\r\nSubject: Out of office\r\n\r\nBack on Monday\r\n";
  g_autoptr (GPtrArray) bounces = bounces_read (mail, strlen (mail));

  ck_assert_ptr_null (journal_entry_from_bounce (g_ptr_array_index (bounces, 0), NULL, 0));
}
END_TEST

START_TEST (the_same_mail_counts_once_for_an_address)
{
  g_autoptr (Store) store = store_open (store_folder);

  ck_assert_uint_eq (add (store, failure ("bob@a.com", "spam", 5, "<1@x>")), 1);
  ck_assert_uint_eq (add (store, failure ("BOB@a.com", "spam", 6, "<1@x>")), 0);
  ck_assert_uint_eq (add (store, failure ("rob@a.com", "spam", 5, "<1@x>")), 1);
  ck_assert_uint_eq (add (store, failure ("bob@a.com", "spam", 5, "<2@x>")), 1);
  ck_assert_uint_eq (add (store, failure ("bob@a.com", "spam", 7, NULL)), 1);
  ck_assert_uint_eq (add (store, failure ("bob@a.com", "spam", 7, NULL)), 0);
  ck_assert_uint_eq (add (store, failure ("bob@a.com", "spam", 8, NULL)), 1);
  ck_assert_uint_eq (count (store, EVERYTHING), 5);
}
END_TEST

START_TEST (what_is_older_than_the_policy_allows_is_forgotten)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint added;

  add (store, failure ("old@a.com", "spam", now - 31 * DAY, "<1@x>"));
  add (store, failure ("young@a.com", "spam", now - 29 * DAY, "<1@x>"));
  ck_assert (store_journal_add (store, none, 0, &added, NULL));
  ck_assert_uint_eq (count (store, EVERYTHING), 2);
  ck_assert (store_journal_add (store, none, 30, &added, NULL));
  ck_assert_uint_eq (count (store, (JournalQuery){ .key = "old@a.com" }), 0);
  ck_assert_uint_eq (count (store, EVERYTHING), 1);
}
END_TEST

START_TEST (a_new_failure_asks_again_what_was_dismissed_about_the_old_one)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) codes = keys_of ("status_bounced_before");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  add (store, failure ("bob@a.com", "mailbox_missing", now - DAY, "<1@x>"));
  ck_assert (store_dismiss (store, codes, "bob@a.com", NULL));
  add (store, failure ("bob@a.com", "mailbox_missing", now - 2 * DAY, "<2@x>"));
  ck_assert (store_has_dismissed (store, "status_bounced_before", "bob@a.com"));
  add (store, failure ("bob@a.com", "mailbox_missing", now + 60, "<3@x>"));
  ck_assert (!store_has_dismissed (store, "status_bounced_before", "bob@a.com"));
}
END_TEST

START_TEST (the_last_failures_of_all_are_a_snapshot_that_follows_changes)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = keys_of ("bob@a.com");
  GHashTable *before, *after;
  const BouncedAddress *last;
  JournalEntry *older = failure ("bob@a.com", "mailbox_full", 100, "<1@x>");

  ck_assert_ptr_null (store_bounced (store, NULL));
  older->replacement = g_strdup ("robert@a.com");
  add (store, failure ("bob@a.com", "mailbox_missing", 200, "<2@x>"));
  add (store, older);
  add (store, failure ("eva@a.com", "spam", 300, "<3@x>"));
  before = store_bounced (store, NULL);
  last = g_hash_table_lookup (before, "bob@a.com");
  ck_assert_uint_eq (g_hash_table_size (before), 2);
  ck_assert_str_eq (last->reason, "mailbox_missing");
  ck_assert (last->permanent);
  ck_assert_int_eq (last->failed_at, 200);
  ck_assert_str_eq (last->replacement, "robert@a.com");
  ck_assert (store_learn_heard (store, bob, 250, NULL));
  after = store_bounced (store, NULL);
  ck_assert_int_eq (last->answered_at, 0);
  ck_assert_int_eq (((BouncedAddress *) g_hash_table_lookup (after, "bob@a.com"))->answered_at,
                    250);
  g_hash_table_unref (before);
  g_hash_table_unref (after);
}
END_TEST

/* --- Reading --- */

static void
fill (Store *store)
{
  JournalEntry *anna = failure ("anna@nordwind-tools.de", "mailbox_full", 300, "<3@x>");

  anna->channel = g_strdup ("广交会");
  anna->line = g_strdup ("452 over quota 100% used");
  add (store, failure ("bob@rothwell-pumps.com", "mailbox_missing", 100, "<1@x>"));
  add (store, failure ("wang@hengda.cn", "spf", 200, "<2@x>"));
  add (store, anna);
}

START_TEST (rows_are_filtered_searched_sorted_and_paged)
{
  g_autoptr (Store) store = store_open (store_folder);
  const JournalQuery by_address = { .order = JOURNAL_BY_ADDRESS, .limit = 1, .offset = 1 };
  const JournalQuery oldest = { .reverse = TRUE, .limit = 1 };
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) first = NULL;
  guint total;

  fill (store);
  ck_assert_uint_eq (count (store, (JournalQuery){ .since = 200 }), 2);
  ck_assert_uint_eq (count (store, (JournalQuery){ .until = 200 }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .class = "policy" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .reason = "mailbox_full" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .channel = "广交会" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .channel = "" }), 2);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "NORDWIND" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "交会" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "100%" }), 1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "10_%" }), 0);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "' OR 1 --" }), 0);
  ck_assert_uint_eq (
      count (store, (JournalQuery){ .search = "满", .words = "reason:mailbox_full" }), 1);
  ck_assert_uint_eq (
      count (store, (JournalQuery){ .search = "满", .words = "reason:spf class:policy reason:ma" }),
      1);
  ck_assert_uint_eq (count (store, (JournalQuery){ .search = "满", .words = "reason:mailbox" }), 0);
  second = store_journal_list (store, &by_address, &total, NULL);
  ck_assert_uint_eq (total, 3);
  ck_assert_uint_eq (second->len, 1);
  ck_assert_str_eq (((JournalEntry *) second->pdata[0])->key, "bob@rothwell-pumps.com");
  first = store_journal_list (store, &oldest, NULL, NULL);
  ck_assert_int_eq (((JournalEntry *) first->pdata[0])->failed_at, 100);
}
END_TEST

START_TEST (what_lacks_the_word_stands_at_the_end_either_way)
{
  g_autoptr (Store) store = store_open (store_folder);
  const JournalQuery by_channel = { .order = JOURNAL_BY_CHANNEL, .reverse = _i != 0 };
  g_autoptr (GPtrArray) list = NULL;

  fill (store);
  list = store_journal_list (store, &by_channel, NULL, NULL);
  ck_assert_str_eq (((JournalEntry *) list->pdata[0])->channel, "广交会");
}
END_TEST

START_TEST (every_order_is_one_that_the_table_has)
{
  g_autoptr (Store) store = store_open (store_folder);

  fill (store);
  ck_assert_uint_eq (count (store, (JournalQuery){ .order = (JournalOrder) _i }), 3);
  ck_assert_uint_eq (count (store, (JournalQuery){ .order = (JournalOrder) _i, .reverse = TRUE }),
                     3);
}
END_TEST

START_TEST (the_last_failure_knows_the_replacement_of_an_older_one)
{
  g_autoptr (Store) store = store_open (store_folder);
  JournalEntry *older = failure ("bob@a.com", "mailbox_full", 100, "<1@x>");
  g_autoptr (JournalEntry) last = NULL;

  older->replacement = g_strdup ("robert@a.com");
  add (store, older);
  add (store, failure ("bob@a.com", "mailbox_missing", 200, "<2@x>"));
  add (store, failure ("bo@a.com", "spam", 300, "<3@x>"));
  last = store_journal_last (store, "bob@a.com", NULL);
  ck_assert_int_eq (last->failed_at, 200);
  ck_assert_str_eq (last->replacement, "robert@a.com");
}
END_TEST

/* --- Changing --- */

START_TEST (an_edit_changes_what_it_names_and_its_stamp)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (JournalEntry) before = NULL;
  g_autoptr (JournalEntry) after = NULL;
  gboolean found;

  add (store, failure ("bob@a.com", "mailbox_missing", 100, "<1@x>"));
  before = store_journal_last (store, "bob@a.com", NULL);
  ck_assert (store_journal_edit (store, before->id,
                                 &(JournalEdit){ .remedy = "asked", .replacement = "rob@a.com" },
                                 &found, NULL));
  ck_assert (found);
  ck_assert (store_journal_edit (
      store, before->id, &(JournalEdit){ .replacement = "", .channel = "card" }, &found, NULL));
  after = store_journal_last (store, "bob@a.com", NULL);
  ck_assert_str_eq (after->remedy, "asked");
  ck_assert_ptr_null (after->replacement);
  ck_assert_str_eq (after->channel, "card");
  ck_assert_str_eq (after->reason, "mailbox_missing");
  ck_assert_int_gt (after->changed_at, before->changed_at);
  ck_assert (
      store_journal_edit (store, "no such row", &(JournalEdit){ .remedy = "asked" }, &found, NULL));
  ck_assert (!found);
}
END_TEST

START_TEST (a_weaker_word_about_the_channel_does_not_replace_a_stronger)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = keys_of ("bob@a.com");
  static const struct
  {
    const char *name;
    ChannelOrigin origin;
    const char *then;
  } words[] = { { "Friends", CHANNEL_FROM_ADDRESS_BOOK, "Friends" },
                { "Fair 2026", CHANNEL_FROM_LIST, "Fair 2026" },
                { "Friends", CHANNEL_FROM_ADDRESS_BOOK, "Fair 2026" },
                { "card", CHANNEL_FROM_USER, "card" },
                { "Fair 2026", CHANNEL_FROM_LIST, "card" },
                { "", CHANNEL_FROM_USER, NULL },
                { "Friends", CHANNEL_FROM_ADDRESS_BOOK, NULL } };

  add (store, failure ("bob@a.com", "mailbox_missing", 100, "<1@x>"));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (JournalEntry) entry = NULL;
      ck_assert (store_set_channel (store, bob, words[i].name, words[i].origin, NULL));
      entry = store_journal_last (store, "bob@a.com", NULL);
      ck_assert_pstr_eq (entry->channel, words[i].then);
    }
}
END_TEST

START_TEST (what_is_sent_and_heard_afterwards_stands_in_the_row)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) bob = keys_of ("bob@a.com");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (JournalEntry) first = NULL;
  g_autoptr (JournalEntry) late = NULL;

  ck_assert (store_learn_sent (store, bob, NULL, NULL));
  add (store, failure ("bob@a.com", "mailbox_full", now - 60, "<1@x>"));
  first = store_journal_last (store, "bob@a.com", NULL);
  /* The message that failed is no attempt after the failure. */
  ck_assert_int_eq (first->retried_at, 0);
  ck_assert (store_learn_heard (store, bob, now - 2 * DAY, NULL));
  ck_assert (store_learn_sent (store, bob, NULL, NULL));
  ck_assert (store_learn_heard (store, bob, now + 50, NULL));
  ck_assert (store_learn_heard (store, bob, now + 90, NULL));
  g_clear_pointer (&first, journal_entry_free);
  first = store_journal_last (store, "bob@a.com", NULL);
  ck_assert_int_ge (first->retried_at, now);
  ck_assert_int_eq (first->answered_at, now + 50);
  /* A failure that is only found now, but is older than what was sent and heard. */
  add (store, failure ("bob@a.com", "mailbox_full", now - DAY, "<2@x>"));
  {
    g_autoptr (GPtrArray) list
        = store_journal_list (store, &(JournalQuery){ .until = now - DAY + 1 }, NULL, NULL);
    const JournalEntry *found = g_ptr_array_index (list, 0);
    ck_assert_int_ge (found->retried_at, now);
    ck_assert_int_eq (found->answered_at, now + 90);
  }
}
END_TEST

/* --- Forgetting --- */

static gboolean
files_hold (const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (store_folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (store_folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
      if (length > 0 && memmem (bytes, length, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

START_TEST (a_forgotten_address_is_in_no_file)
{
  const ShownRow shown[]
      = { { "recipient_domain_typo", "Bob@gone-pumps.com", "warning", "zoe@stays.com" },
          { "recipient_domain_typo", "zoe@stays.com", "warning", "bob@gone-pumps.com" } };
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) keys = keys_of ("bob@gone-pumps.com");
  g_autoptr (GPtrArray) codes = keys_of ("recipient_domain_typo");
  JournalEntry *other = failure ("zoe@stays.com", "mailbox_missing", 100, "<2@x>");
  g_autofree char *id = NULL;
  JournalEntry *again;

  other->replacement = g_strdup ("bob@GONE-pumps.com");
  add (store, other);
  add (store, failure ("Bob@gone-pumps.com", "mailbox_missing", 100, "<1@x>"));
  {
    g_autoptr (JournalEntry) entry = store_journal_last (store, "bob@gone-pumps.com", NULL);
    id = g_strdup (entry->id);
  }
  ck_assert (store_learn_sent (store, keys, NULL, NULL));
  ck_assert (store_dismiss (store, codes, "bob@gone-pumps.com", NULL));
  ck_assert (store_set_channel (store, keys, "card", CHANNEL_FROM_USER, NULL));
  ck_assert (store_audit (store, "mended", shown, 2, 30, NULL));
  ck_assert (files_hold ("gone-pumps"));
  ck_assert (store_forget (store, " BOB@gone-pumps.com", NULL));
  ck_assert (!files_hold ("gone-pumps"));
  ck_assert (!files_hold ("GONE-pumps"));
  ck_assert (files_hold ("zoe@stays.com"));
  ck_assert_uint_eq (count (store, EVERYTHING), 1);
  /* Another machine that still has the row does not bring it back. */
  again = failure ("bob@gone-pumps.com", "mailbox_missing", 100, "<1@x>");
  again->id = g_strdup (id);
  ck_assert_uint_eq (add (store, again), 0);
}
END_TEST

/* --- Figures --- */

START_TEST (figures_are_counted_by_month_channel_and_domain)
{
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (JournalStats) stats = NULL;
  const JournalFigure *figure;

  fill (store);
  add (store, failure ("carl@nordwind-tools.de", "mailbox_missing", 1790000000, "<4@x>"));
  add (store, failure ("anna@nordwind-tools.de", "mailbox_missing", 1790000000, "<5@x>"));
  g_ptr_array_add (known, (gpointer) "zoe@nordwind-tools.de");
  g_ptr_array_add (known, (gpointer) "max@nordwind-tools.de");
  g_ptr_array_add (known, (gpointer) "eva@nordwind-tools.de");
  ck_assert (store_set_channel (store, known, "广交会", CHANNEL_FROM_LIST, NULL));
  stats = store_journal_stats (store, 0, NULL);
  ck_assert_uint_eq (stats->failures, 5);
  ck_assert_uint_eq (stats->addresses, 4);
  ck_assert_uint_eq (stats->channels->len, 1);
  figure = g_ptr_array_index (stats->channels, 0);
  ck_assert_str_eq (figure->name, "广交会");
  ck_assert_uint_eq (figure->failures, 2);
  ck_assert_uint_eq (figure->addresses, 1);
  ck_assert_uint_eq (figure->known, 4);
  figure = g_ptr_array_index (stats->domains, 0);
  ck_assert_str_eq (figure->name, "nordwind-tools.de");
  ck_assert_uint_eq (figure->failures, 3);
  ck_assert_uint_eq (figure->addresses, 2);
  ck_assert_uint_eq (stats->months->len, 3);
  figure = g_ptr_array_index (stats->months, 0);
  ck_assert_str_eq (figure->name, "1970-01");
  ck_assert_str_eq (figure->class, "policy");
  figure = g_ptr_array_index (stats->months, 2);
  ck_assert_str_eq (figure->name, "2026-09");
  ck_assert_uint_eq (figure->failures, 2);
}
END_TEST

/* --- Several hosts, death in the middle, full disk --- */

#define MANY 150

static void
add_many (const char *name)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *own = g_strdup_printf ("%s%d@a.com", name, i);
      g_autofree char *both = g_strdup_printf ("both%d@a.com", i);
      add (store, failure (own, "spam", 100, "<1@x>"));
      add (store, failure (both, "spam", 100, "<1@x>"));
    }
  _exit (0);
}

START_TEST (two_hosts_at_once_lose_nothing_and_count_a_mail_once)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (int i = 0; i < 2; i++)
    if (fork () == 0)
      add_many (i == 0 ? "first" : "second");
  for (int i = 0; i < 2; i++)
    {
      int status;
      ck_assert_int_ne (wait (&status), -1);
      ck_assert_int_eq (status, 0);
    }
  ck_assert_uint_eq (count (store, EVERYTHING), 3 * MANY);
}
END_TEST

/* Adds one failure of two addresses after another and tells each that was acknowledged; never
 * returns. */
static void
add_and_tell (int out, guint first)
{
  g_autoptr (Store) store = store_open (store_folder);

  for (guint i = first;; i++)
    {
      g_autofree char *address = g_strdup_printf ("%u@gone.com", i);
      g_autofree char *other = g_strdup_printf ("other-%u@gone.com", i);
      g_autoptr (GPtrArray) entries
          = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
      guint added;

      g_ptr_array_add (entries, failure (address, "mailbox_missing", 100 + i, "<1@x>"));
      g_ptr_array_add (entries, failure (other, "mailbox_missing", 100 + i, "<1@x>"));
      if (!store_journal_add (store, entries, 0, &added, NULL)
          || write (out, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

#define KILLS 100

START_TEST (nothing_acknowledged_is_lost_at_a_hundred_kills)
{
  guint next = 0;

  for (guint round = 0; round < KILLS; round++)
    {
      guint last = kill_in_the_middle (add_and_tell, next, 150 * (round % 40));
      g_autoptr (Store) store = store_open (store_folder);
      g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) list = store_journal_list (store, &EVERYTHING, NULL, NULL);

      ck_assert_ptr_nonnull (list);
      ck_assert_uint_eq (list->len % 2, 0); /* both of a mail or none */
      for (guint i = 0; i < list->len; i++)
        g_hash_table_add (kept, ((JournalEntry *) g_ptr_array_index (list, i))->key);
      for (guint i = 0; i <= last; i++)
        {
          g_autofree char *key = g_strdup_printf ("%u@gone.com", i);
          ck_assert_msg (g_hash_table_contains (kept, key), "%s is gone", key);
        }
      next = list->len / 2;
    }
}
END_TEST

/* A file size limit stands in for the full disk: the write that passes it fails. */
static void
fill_until_full (void)
{
  struct rlimit limit = { 300 * 1024, 300 * 1024 };
  g_autoptr (Store) store = store_open (store_folder);
  g_autoptr (GError) error = NULL;
  guint kept = 0;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  for (; error == NULL && kept < 100000; kept++)
    {
      g_autofree char *address = g_strdup_printf ("%u@a.com", kept);
      g_autoptr (GPtrArray) entries
          = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);
      JournalEntry *entry = failure (address, "spam", 100, NULL);
      guint added;

      entry->line = g_strnfill (400, 'x');
      g_ptr_array_add (entries, entry);
      store_journal_add (store, entries, 0, &added, &error);
    }
  if (!g_error_matches (error, STORE_ERROR, STORE_ERROR_FULL))
    _exit (1);
  _exit (kept > 10 && count (store, EVERYTHING) == kept - 1 ? 0 : 2);
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

int
main (void)
{
  Suite *suite = suite_create ("store_journal");
  TCase *tcase = tcase_create ("store_journal");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, store_folder_make, store_folder_remove);
  tcase_set_timeout (tcase, 100);
  tcase_add_test (tcase, there_is_nothing_and_no_file_before_the_first_failure);
  tcase_add_test (tcase, a_decoded_bounce_is_kept_whole);
  tcase_add_test (tcase, what_is_no_bounce_is_no_failure);
  tcase_add_test (tcase, the_same_mail_counts_once_for_an_address);
  tcase_add_test (tcase, what_is_older_than_the_policy_allows_is_forgotten);
  tcase_add_test (tcase, rows_are_filtered_searched_sorted_and_paged);
  tcase_add_test (tcase, a_new_failure_asks_again_what_was_dismissed_about_the_old_one);
  tcase_add_test (tcase, the_last_failures_of_all_are_a_snapshot_that_follows_changes);
  tcase_add_loop_test (tcase, what_lacks_the_word_stands_at_the_end_either_way, 0, 2);
  tcase_add_loop_test (tcase, every_order_is_one_that_the_table_has, 0, N_JOURNAL_ORDERS);
  tcase_add_test (tcase, the_last_failure_knows_the_replacement_of_an_older_one);
  tcase_add_test (tcase, an_edit_changes_what_it_names_and_its_stamp);
  tcase_add_test (tcase, a_weaker_word_about_the_channel_does_not_replace_a_stronger);
  tcase_add_test (tcase, what_is_sent_and_heard_afterwards_stands_in_the_row);
  tcase_add_test (tcase, a_forgotten_address_is_in_no_file);
  tcase_add_test (tcase, figures_are_counted_by_month_channel_and_domain);
  tcase_add_test (tcase, two_hosts_at_once_lose_nothing_and_count_a_mail_once);
  tcase_add_test (tcase, nothing_acknowledged_is_lost_at_a_hundred_kills);
  tcase_add_test (tcase, a_full_disk_is_said_and_costs_nothing_kept);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
