/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce.h"

/* One failure of one address, as the error log keeps it (store_journal.h). Strings are owned; NULL
 * where nothing is known. */
typedef struct
{
  char *id;         /* (nullable in what is to be added) a UUID, the same on every machine */
  char *address;    /* (not nullable) as it was written */
  char *key;        /* (not nullable) finding_key (): one changed letter is another address */
  gint64 failed_at; /* seconds since 1970, UTC; 0 in what is to be added: now */
  char *class;      /* (not nullable) "format", "status", "policy" */
  char *reason;     /* (not nullable) of bounce_reason.def */
  gboolean permanent;
  guint reply;        /* of SMTP; 0: none */
  char *code;         /* enhanced status code, "5.1.1" */
  char *server;       /* that said no */
  char *line;         /* that decided it */
  char *remedy;       /* what the user did about it: an identifier, or own words */
  char *outcome;      /* what came of it: an identifier, or own words */
  char *channel;      /* where the user has the address from; the same for all its failures */
  char *replacement;  /* the address to use instead */
  char *message_id;   /* of the mail that told of it: the same one counts once for an address */
  gint64 retried_at;  /* when the next message went to the address; 0: none has */
  gint64 answered_at; /* when a message came from it after that; 0: none has */
  gint64 changed_at;  /* microseconds since 1970, UTC */
} JournalEntry;

void journal_entry_free (JournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JournalEntry, journal_entry_free)

/* A failure of @address, which is what the user sees of it. Everything else is the caller's to set.
 */
JournalEntry *journal_entry_new (const char *address);

/* NULL where @bounce is none, or names no recipient. @message_id (nullable) and @failed_at (0: now)
 * are those of the mail that came back. */
JournalEntry *journal_entry_from_bounce (const Bounce *bounce, const char *message_id,
                                         gint64 failed_at);

/* Whether there is such a class or reason of failures. */
gboolean journal_is_class (const char *name);
gboolean journal_is_reason (const char *name);

/* The class that a reason of bounce_reason.def has, and whether it lasts. */
const char *journal_class_of (const char *reason);
gboolean journal_is_permanent (const char *reason);

/* The identifiers of a kind, each of which has texts: "class", "reason", "lasting" (permanent or
 * temporary), and what a user may note, "remedy" and "outcome" (or own words). NULL-terminated;
 * NULL: there is no such kind. Static. */
const char *const *journal_identifiers (const char *kind);
