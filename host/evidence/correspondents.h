/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "knowledge/domain_index.h"

/* Whom the user writes to: addresses and counts only. Immutable once handed out as a fact; facts are shared by
 * counting references, so that a snapshot lives as long as the last run that looks at it. */

typedef struct
{
  char *key;          /* address_key () */
  const char *domain; /* (borrowed from key) ascii_domain */
  guint sent;     /* messages sent to it */
  guint received; /* messages had from it */
  gboolean in_address_book;
} Correspondent;

Correspondents *correspondents_new (void);

/* Adds a reference and returns it; correspondents_free () lets go of one. */
Correspondents *correspondents_ref (Correspondents *correspondents);
void correspondents_free (Correspondents *correspondents);

/* How many addresses are known. */
guint correspondents_count (const Correspondents *correspondents);

/* Takes @sent etc. as totals; a second call for the same key adds to them. */
void correspondents_add (Correspondents *correspondents, const char *key, guint sent, guint received, gboolean in_address_book);

/* NULL if unknown. Borrowed. */
const Correspondent *correspondents_find (const Correspondents *correspondents, const char *key);

/* How many known addresses are at that ascii domain; 0 if it is unknown. */
guint correspondents_at_domain (const Correspondents *correspondents, const char *ascii_domain);

/* Every known domain once: for building an index. */
void correspondents_foreach_domain (const Correspondents *correspondents, void (*func) (const char *ascii_domain, guint addresses, gpointer data), gpointer data);

/* The domains among them that are no mail service's, to ask what lies near. Built at the first call, once a snapshot; borrowed. */
const DomainIndex *correspondents_index (const Correspondents *correspondents);
