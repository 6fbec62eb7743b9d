/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/correspondents.h"
#include "evidence/dismissed.h"

/* What Lastmile remembers for the user, in store.sqlite of the data folder: whom they write to and
 * hear from, what they do not want to be asked again, what was shown and chosen, how their own mail
 * was signed and sent. Several processes may use it
 * at once; what a function has acknowledged with TRUE survives the death of the process and of the
 * machine.
 *
 * Nothing is opened before it is needed, and the file is made by the first thing to remember: a
 * user without one pays for a stat (). A store that cannot be used (full disk, read-only folder,
 * damaged, written by a newer version) is never overwritten: each call fails with a STORE_ERROR,
 * and the next one tries again.
 *
 *   g_autoptr (Store) store = store_open (NULL);
 *   sources.store = store;
 *   if (!store_dismiss (store, codes, key, &error))
 *     ...
 *
 * Keys are address_key () of an address, or the name of an outgoing server. For the threads' sake:
 * one Store, one thread. */

#define STORE_ERROR (store_error_quark ())

typedef enum
{
  STORE_ERROR_TOO_NEW,
  STORE_ERROR_DAMAGED,
  STORE_ERROR_BUSY,
  STORE_ERROR_FULL,
  STORE_ERROR_NOT_WRITABLE,
  STORE_ERROR_FAILED,
} StoreError;

GQuark store_error_quark (void);

/* The store in @folder; NULL: in the user's data folder. Touches nothing and cannot fail. */
Store *store_open (const char *folder);
void store_close (Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_close)

/* The file, whether it is there or not. Borrowed. */
const char *store_path (const Store *store);

/* Beside the store; written by lastmile-team each time the store and the team's database are in
 * step. */
#define TEAM_SHARED_FILE "team-shared"

/* --- Learning whom the user knows --- */

/* A message that went. */
typedef struct
{
  GPtrArray *keys;        /* char *: to whom */
  const char *message_id; /* (nullable) the same one counts once, for ever */
  gint64 at;              /* seconds since 1970; 0: now */
} StoreSent;

/* Counts @mails (StoreSent), all of them or none. Of a message nothing is kept but a hash of its
 * id. */
gboolean store_learn_sent_mails (Store *store, const GArray *mails, GError **error);

/* One message that went to @keys (char *) now. */
gboolean store_learn_sent (Store *store, GPtrArray *keys, const char *message_id, GError **error);

/* These @keys (char *) stand in an address book. */
gboolean store_learn_address_book (Store *store, const GPtrArray *keys, GError **error);

/* --- "Do not ask again" --- */

typedef struct
{
  char *code;
  char *key;
  gint64 since; /* seconds since 1970, UTC */
} Dismissal;

/* @codes (char *) are not asked about again for @key; from now on where they were not dismissed
 * yet. */
gboolean store_dismiss (Store *store, const GPtrArray *codes, const char *key, GError **error);
gboolean store_undismiss (Store *store, const GPtrArray *codes, const char *key, GError **error);

/* Dismissal, the newest first; the array frees them. NULL on failure; empty if there is none. */
GPtrArray *store_dismissals (Store *store, GError **error);

/* --- The log of what was shown and chosen --- */

typedef struct
{
  const char *code;
  const char *address;    /* (nullable) */
  const char *severity;   /* (nullable) */
  const char *suggestion; /* (nullable) */
} ShownRow;

/* Keeps what was shown together with the user's @choice, and forgets what is older than @audit_days
 * (the policy's; 0: no log is kept, and an old one is erased). */
gboolean store_audit (Store *store, const char *choice, const ShownRow *rows, guint n_rows,
                      guint audit_days, GError **error);

typedef struct
{
  gint64 shown_at; /* seconds since 1970, UTC */
  char *choice;
  char *code;       /* (nullable) where nothing was shown */
  char *address;    /* (nullable) */
  char *severity;   /* (nullable) */
  char *suggestion; /* (nullable) */
} AuditRow;

typedef struct
{
  gint64 since; /* 0: no bound */
  gint64 until; /* excluded; 0: no bound */
  guint offset;
  guint limit; /* 0: all */
} AuditQuery;

/* AuditRow, the newest first; the array frees them. NULL on failure. */
GPtrArray *store_audit_list (Store *store, const AuditQuery *query, guint *ret_total,
                             GError **error);

/* --- Reading --- */

/* Snapshots: immutable, cached here and made anew when this or another process has changed the
 * file. The caller's reference lives as long as it likes (correspondents_free (), dismissed_free ()
 * let go of it). NULL without an error: there is none yet. */
Correspondents *store_correspondents (Store *store, GError **error);
Dismissed *store_dismissed (Store *store, GError **error);

typedef struct
{
  guint correspondents; /* known ones (correspondent_is_known ()) */
  guint dismissals;
  guint shown;
} StoreCounts;

/* All 0 where there is no file yet. */
gboolean store_count (Store *store, StoreCounts *ret_counts, GError **error);
