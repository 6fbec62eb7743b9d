/* SPDX-License-Identifier: MPL-2.0 */
#include "store_file.h"

/* The steps from one version of the tables to the next; step i leads to version i + 1. Steps that
 * have been released are never edited: a new form is a new step. */
static const char *const steps[STORE_SCHEMA_VERSION] = {
  "CREATE TABLE correspondent ("
  " key TEXT PRIMARY KEY NOT NULL," /* address_key () */
  " sent INTEGER NOT NULL DEFAULT 0,"
  " received INTEGER NOT NULL DEFAULT 0,"
  " in_address_book INTEGER NOT NULL DEFAULT 0,"
  " first_seen INTEGER NOT NULL," /* seconds since 1970, as every time here */
  " last_seen INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE dismissed ("
  " code TEXT NOT NULL, key TEXT NOT NULL, since INTEGER NOT NULL,"
  " PRIMARY KEY (code, key)) WITHOUT ROWID;"
  "CREATE TABLE shown ("
  " shown_at INTEGER NOT NULL, choice TEXT NOT NULL,"
  " code TEXT, address TEXT, severity TEXT, suggestion TEXT);"
  "CREATE INDEX shown_by_time ON shown (shown_at);",

  /* Messages that were counted already: Thunderbird may tell of one twice. */
  "CREATE TABLE sent_message ("
  " message_id TEXT PRIMARY KEY NOT NULL, sent_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX sent_message_by_time ON sent_message (sent_at);",

  /* The error log (store_journal.h). `gone` keeps the ids of rows that were taken away, so that no
   * other machine brings them back. */
  "CREATE TABLE journal ("
  " id TEXT PRIMARY KEY NOT NULL," /* UUID */
  " address TEXT NOT NULL, key TEXT NOT NULL, domain TEXT NOT NULL,"
  " failed_at INTEGER NOT NULL,"
  " class TEXT NOT NULL, reason TEXT NOT NULL, permanent INTEGER NOT NULL,"
  " reply INTEGER NOT NULL DEFAULT 0, code TEXT, server TEXT, line TEXT,"
  " remedy TEXT, outcome TEXT, replacement TEXT, message_id TEXT,"
  " retried_at INTEGER NOT NULL DEFAULT 0, answered_at INTEGER NOT NULL DEFAULT 0,"
  " changed_at INTEGER NOT NULL) WITHOUT ROWID;" /* microseconds since 1970 */
  "CREATE INDEX journal_by_key ON journal (key, failed_at);"
  "CREATE INDEX journal_by_time ON journal (failed_at);"
  "CREATE UNIQUE INDEX journal_by_message ON journal (key, message_id)"
  " WHERE message_id IS NOT NULL;"
  "CREATE TABLE gone (id TEXT PRIMARY KEY NOT NULL, gone_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE channel ("
  " key TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, origin INTEGER NOT NULL," /* ChannelOrigin */
  " changed_at INTEGER NOT NULL) WITHOUT ROWID;"
  "ALTER TABLE correspondent ADD COLUMN last_sent INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE correspondent ADD COLUMN last_heard INTEGER NOT NULL DEFAULT 0;",

  /* For ever, since Sent folders are read again when the user likes; so no ids but their hashes. */
  "CREATE TABLE counted_message (hash INTEGER PRIMARY KEY NOT NULL);"
  "INSERT OR IGNORE INTO counted_message SELECT mail_hash (message_id) FROM sent_message;"
  "DROP TABLE sent_message;",

  /* Who asked for an address to be looked at, and who said what of it (store_review.h). One person
   * has one word, on whichever machine. */
  "CREATE TABLE review ("
  " id TEXT PRIMARY KEY NOT NULL," /* UUID */
  " key TEXT NOT NULL, address TEXT NOT NULL,"
  " requester TEXT NOT NULL, requester_address TEXT, requester_login TEXT NOT NULL,"
  " requested_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX review_by_key ON review (key, requested_at);"
  "CREATE TABLE review_word ("
  " id TEXT PRIMARY KEY NOT NULL," /* UUID */
  " review TEXT NOT NULL, person TEXT NOT NULL," /* review_fold_name () */
  " name TEXT NOT NULL, login TEXT NOT NULL, confirmed INTEGER NOT NULL, note TEXT,"
  " said_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
  " UNIQUE (review, person)) WITHOUT ROWID;",

  /* Sharing (team/): which rows the team's database has, in which form, and how far its own were
   * taken in. */
  "CREATE TABLE team_row ("
  " kind TEXT NOT NULL, id TEXT NOT NULL, changed_at INTEGER NOT NULL,"
  " PRIMARY KEY (kind, id)) WITHOUT ROWID;"
  "CREATE TABLE team_state (database TEXT NOT NULL, position INTEGER NOT NULL);"
  "ALTER TABLE correspondent ADD COLUMN by_team INTEGER NOT NULL DEFAULT 0;",

  /* Mailboxes that somebody was asked for, for a day (store_mailbox.h). */
  "CREATE TABLE asked_mailbox ("
  " way TEXT NOT NULL, key TEXT NOT NULL, asked_at INTEGER NOT NULL, answer TEXT,"
  " PRIMARY KEY (way, key)) WITHOUT ROWID;",

  /* How domains stood as senders (store_sender.h). Of a point's rows the one with the highest id is
   * the last, whatever the clock said. */
  "CREATE TABLE sender_stretch ("
  " id INTEGER PRIMARY KEY NOT NULL,"
  " domain TEXT NOT NULL, area TEXT NOT NULL, subject TEXT NOT NULL,"
  " since INTEGER NOT NULL, checked_at INTEGER NOT NULL," /* first and last look */
  " state TEXT NOT NULL, outcome TEXT NOT NULL, variant TEXT,"
  " params TEXT NOT NULL);" /* JSON, of the last look */
  "CREATE INDEX sender_stretch_by_point ON sender_stretch (domain, area, subject);",

  /* How the user's own mail was seen to be sent (store_own_mail.h): '' where nothing is known. */
  "CREATE TABLE own_mail ("
  " domain TEXT NOT NULL, signer TEXT NOT NULL, selector TEXT NOT NULL, envelope TEXT NOT NULL,"
  " seen_at INTEGER NOT NULL, PRIMARY KEY (domain, signer, selector, envelope)) WITHOUT ROWID;",
};

static gboolean
store_schema_check_version (sqlite3 *db, gint64 version, GError **error)
{
  gint64 tables;

  if (version > STORE_SCHEMA_VERSION)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_TOO_NEW,
                   "%s: a newer version of Lastmile wrote it (form %" G_GINT64_FORMAT
                   ", this one knows %d); it was left as it is",
                   sqlite3_db_filename (db, "main"), version, STORE_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < 0 || !sql_read_int (db, "SELECT count(*) FROM sqlite_schema", &tables, error)
      || (version == 0 && tables > 0))
    {
      if (error == NULL || *error == NULL)
        sql_failed (db, SQLITE_NOTADB, error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
store_schema_run_steps (sqlite3 *db, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", STORE_SCHEMA_VERSION);
  gint64 version;

  /* Another process may have been here since the first look. */
  if (!sql_read_int (db, "PRAGMA user_version", &version, error)
      || !store_schema_check_version (db, version, error))
    return FALSE;
  for (gint64 i = version; i < STORE_SCHEMA_VERSION; i++)
    if (!sql_execute (db, steps[i], error))
      return FALSE;
  return sql_execute (db, stamp, error);
}

/* The version and whether there are tables, as one moment had them: between two looks another
 * process may make the tables of a new store. */
static gboolean
store_schema_read_version (sqlite3 *db, gint64 *ret_version, GError **error)
{
  gboolean read = sql_execute (db, "BEGIN", error)
                  && sql_read_int (db, "PRAGMA user_version", ret_version, error)
                  && store_schema_check_version (db, *ret_version, error);

  sql_rollback (db);
  return read;
}

#define WAL_RETRY_MS 2

/* WAL is a property of the file, set once. SQLite does not wait for another connection when it
 * switches to it: the time allowed for that is spent here. */
static gboolean
store_schema_switch_to_wal (sqlite3 *db, GError **error)
{
  for (guint waited_ms = 0;; waited_ms += WAL_RETRY_MS)
    {
      g_autoptr (GError) cause = NULL;

      if (sql_execute (db, "PRAGMA journal_mode = WAL", &cause))
        return TRUE;
      if (!g_error_matches (cause, STORE_ERROR, STORE_ERROR_BUSY) || waited_ms >= SQL_BUSY_MS)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_usleep (WAL_RETRY_MS * 1000);
    }
}

gboolean
store_schema_update (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!store_schema_read_version (db, &version, error))
    return FALSE;
  if (version == STORE_SCHEMA_VERSION)
    return TRUE;
  if (!store_schema_switch_to_wal (db, error) || !sql_begin (db, error))
    return FALSE;
  if (!store_schema_run_steps (db, error))
    {
      sql_rollback (db);
      return FALSE;
    }
  return sql_commit (db, error);
}
