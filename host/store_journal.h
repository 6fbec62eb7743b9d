/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "journal.h"
#include "store.h"

/* The error log: mail that came back, by address. What holds of a Store (store.h) holds here:
 * acknowledged is kept, nothing is overwritten that cannot be read, each call fails with a
 * STORE_ERROR. For several machines to share it, each row has a UUID for life and the moment of its
 * last change; a row that was taken away leaves its UUID behind, and nothing else. */

/* Adds @entries (JournalEntry), all or none; those that are known already are passed over: the same
 * message id for the same key, or, without one, the same moment, reason and line. An entry
 * whose id is known brings what was noted elsewhere: its remedy, outcome and replacement, where it
 * has them. What is older
 * than @keep_days (the policy's; 0: nothing) is forgotten. *ret_added: how many are new. */
gboolean store_journal_add (Store *store, const GPtrArray *entries, guint keep_days,
                            guint *ret_added, GError **error);

/* --- Reading --- */

typedef enum
{
  JOURNAL_BY_TIME,
  JOURNAL_BY_ADDRESS,
  JOURNAL_BY_DOMAIN,
  JOURNAL_BY_CLASS,
  JOURNAL_BY_REASON,
  JOURNAL_BY_CHANNEL,
  JOURNAL_BY_OUTCOME,
  JOURNAL_BY_STATUS,
  JOURNAL_BY_REMEDY,
  N_JOURNAL_ORDERS
} JournalOrder;

/* "time", "address", ...: as requests and the command line call them, by order. NULL at the end. */
extern const char *const journal_order_names[N_JOURNAL_ORDERS + 1];

/* All zero asks for everything, the newest first. */
typedef struct
{
  gint64 since;        /* seconds since 1970; 0: no bound */
  gint64 until;        /* excluded; 0: no bound */
  const char *class;   /* (nullable) */
  const char *reason;  /* (nullable) */
  const char *channel; /* (nullable) */
  const char *key;     /* (nullable) */
  const char *search;  /* (nullable) in address, codes, server, line, remedy, outcome, channel,
                          replacement; without case in ASCII */
  const char *words;   /* (nullable) rows that have one of these fit @search, too: identifiers whose
                          texts hold it, "reason:mailbox_full remedy:waited" */
  JournalOrder order;
  gboolean reverse; /* the oldest first; for words, from z to a */
  guint offset;
  guint limit; /* 0: all */
} JournalQuery;

/* JournalEntry; the array frees them. *ret_total (nullable): how many there are without offset and
 * limit. NULL on failure; empty if there is none. */
GPtrArray *store_journal_list (Store *store, const JournalQuery *query, guint *ret_total,
                               GError **error);

/* The last failure of @key with the replacement that any of its failures names; NULL without an
 * error if there is none. Free with journal_entry_free (). */
JournalEntry *store_journal_last (Store *store, const char *key, GError **error);

/* The last failure of every address (bounced.h), cached here until something changes: a reference
 * that the caller lets go of with g_hash_table_unref (). NULL without an error: there is no file.
 */
GHashTable *store_bounced (Store *store, GError **error);

/* --- Changing --- */

/* What the user noted: NULL leaves it, "" takes it away. */
typedef struct
{
  const char *remedy;
  const char *outcome;
  const char *replacement;
  const char *channel; /* of the address, in all its rows */
} JournalEdit;

/* *ret_found: whether there is a row @id. */
gboolean store_journal_edit (Store *store, const char *id, const JournalEdit *edit,
                             gboolean *ret_found, GError **error);

/* Who said where an address is from: a stronger word is not replaced by a weaker. */
typedef enum
{
  CHANNEL_FROM_ADDRESS_BOOK, /* by its name */
  CHANNEL_FROM_LIST,         /* the file that it was imported from */
  CHANNEL_FROM_USER,
} ChannelOrigin;

/* The user has these @keys (char *) from @channel, "" takes it away. They count as known addresses
 * of that channel, whether they ever failed or not. */
gboolean store_set_channel (Store *store, const GPtrArray *keys, const char *channel,
                            ChannelOrigin origin, GError **error);

/* A message came from these @keys (char *) at that moment (seconds since 1970): failures before it
 * are answered. */
gboolean store_learn_heard (Store *store, const GPtrArray *keys, gint64 heard_at, GError **error);

/* Erases every trace of @address: its failures, what was shown about it, whether it is known,
 * answers about it, its channel, and where it is another's replacement. Its bytes are gone from the
 * file, too. */
gboolean store_forget (Store *store, const char *address, GError **error);

/* --- Figures --- */

/* A number with what it counts. */
typedef struct
{
  char *name;  /* month "2026-11", channel, or domain */
  char *class; /* (nullable) of the failures; by month only */
  guint failures;
  guint addresses; /* different ones that failed; by channel and domain */
  guint known;     /* known ones of the channel, those that failed among them; by channel only */
} JournalFigure;

typedef struct
{
  guint failures;
  guint addresses;
  GPtrArray *months;   /* JournalFigure by month and class, the oldest first */
  GPtrArray *channels; /* the worst rate first; addresses without a channel are not among them */
  GPtrArray *domains;  /* the most addresses first, at most JOURNAL_MAX_DOMAINS; in Unicode */
} JournalStats;

#define JOURNAL_MAX_DOMAINS 20

/* Of what failed since then (0: ever). NULL on failure; free with journal_stats_free (). */
JournalStats *store_journal_stats (Store *store, gint64 since, GError **error);
void journal_stats_free (JournalStats *stats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalStats, journal_stats_free)
