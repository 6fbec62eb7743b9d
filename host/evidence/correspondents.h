/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "knowledge/domain_index.h"

/* Whom the user writes to and hears from: addresses and counts only. Immutable once handed out as a fact; facts are shared by
 * counting references, so that a snapshot lives as long as the last run that looks at it. */

typedef struct
{
  const char *key;    /* (borrowed from the correspondents) address_key () */
  const char *domain; /* (borrowed from key) ascii_domain */
  guint sent;     /* messages sent to it */
  guint received; /* messages had from it */
  gboolean in_address_book; /* or a colleague writes to it */
} Correspondent;

/* Whether the user chose it: wrote to it, or has it in an address book. Who only wrote to the user is a stranger yet: the
 * forger of a known domain writes first. */
gboolean correspondent_is_known (const Correspondent *correspondent);

Correspondents *correspondents_new (void);

/* Adds a reference and returns it; correspondents_free () lets go of one. */
Correspondents *correspondents_ref (Correspondents *correspondents);
void correspondents_free (Correspondents *correspondents);

/* How many addresses there are. */
guint correspondents_count (const Correspondents *correspondents);

/* The one at place @i, below that. Borrowed. */
const Correspondent *correspondents_get (const Correspondents *correspondents, guint i);

/* @sent and @received are totals: a key is added once. */
void correspondents_add (Correspondents *correspondents, const char *key, guint sent, guint received, gboolean in_address_book);

/* After the last correspondents_add (), before anything is looked up. */
void correspondents_finish (Correspondents *correspondents);

/* Also one that is not known (correspondent_is_known ()). NULL if it was never met. Borrowed. */
const Correspondent *correspondents_find (const Correspondents *correspondents, const char *key);

/* How many known addresses are at that ascii domain; 0 if it is unknown. */
guint correspondents_at_domain (const Correspondents *correspondents, const char *ascii_domain);

/* The domains among them that are no mail service's, to ask what lies near. Built at the first call, once a snapshot; borrowed. */
const DomainIndex *correspondents_index (const Correspondents *correspondents);
