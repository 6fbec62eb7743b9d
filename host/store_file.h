/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <sys/types.h>
#include "sql.h"
#include "store.h"

/* The inside of a Store, for the store_*.c files alone: the file, its connection, its caches. */

struct Store
{
  char *folder;
  char *path;
  sqlite3 *db; /* (nullable) NULL until it is needed, and after the file was replaced */
  dev_t device;
  ino_t inode;
  gint64 data_version;            /* changes when another connection has written */
  Correspondents *correspondents; /* (nullable) caches */
  Dismissed *dismissed;           /* (nullable) */
  GHashTable *bounced;            /* (nullable) */
};

typedef enum
{
  STORE_READY,
  STORE_ABSENT, /* there is no file yet */
  STORE_FAILED,
} StoreState;

/* Connects to the file if it is there; drops caches that are out of date. */
StoreState store_file_read (Store *store, GError **error);

/* Connects, making folder and file where they are missing, and begins a transaction; end it with
 * store_file_commit (). */
gboolean store_file_write (Store *store, GError **error);

/* Keeps what was written if @written, undoes it otherwise; TRUE if it is kept. */
gboolean store_file_commit (Store *store, gboolean written, GError **error);

void store_file_close (Store *store);

/* The snapshots are the callers' as soon as they are out of the caches. */
void store_file_drop_caches (Store *store);

/* Binds @keys (char *) one after the other as the first parameter of @text, and @moment as the
 * second, and runs it. */
gboolean store_run_for_keys (Store *store, const char *text, const GPtrArray *keys, gint64 moment,
                             GError **error);

/* Binds @moment as the only parameter of @text, and runs it. */
gboolean store_run_at (Store *store, const char *text, gint64 moment, GError **error);

/* Within a transaction: a message went to @keys, or came from them, at that moment. */
gboolean store_journal_note_sent (Store *store, const GPtrArray *keys, gint64 sent_at,
                                  GError **error);
gboolean store_journal_note_heard (Store *store, const GPtrArray *keys, gint64 heard_at,
                                   GError **error);

/* Within a transaction: the user has @key from the channel @name; @origin is a ChannelOrigin. */
gboolean store_channel_write (Store *store, const char *key, const char *name, guint origin,
                              GError **error);

/* Brings the tables of @db to this version's form, from any older one or from nothing. */
gboolean store_schema_update (sqlite3 *db, GError **error);

/* Gives @db the SQL function mail_hash (message_id), a whole number: what is kept of a
 * message that was counted. */
gboolean store_mail_hash_add (sqlite3 *db, GError **error);

/* The form that this version writes; PRAGMA user_version of the file. */
#define STORE_SCHEMA_VERSION 9
