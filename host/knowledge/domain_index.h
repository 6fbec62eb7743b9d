/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "knowledge/domain_stranger.h"

/* Known domains, to be asked which of them lie near a typed one. Built once, immutable then. */
typedef struct DomainIndex DomainIndex;

typedef struct
{
  const char *domain; /* (borrowed from who added it) ASCII in lower case */
  const char *shape;  /* (owned by the index) skeleton of its label, without hyphens (skeleton.h) */
  double log_share;   /* ln of how often a recipient is meant to be at this domain */
  guint32 letters;    /* which characters it holds */
  guint8 length;
  guint8 label_start;
  guint8 label_length;
  DomainLabel label;
} IndexedDomain;

DomainIndex *domain_index_new (void);
void domain_index_free (DomainIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DomainIndex, domain_index_free)

/* @domain is borrowed and outlives the index; it is added once. One that is longer than
 * DOMAIN_SLIP_MAX_LENGTH or without a dot is left out. */
void domain_index_add (DomainIndex *index, const char *domain, double log_share, DomainLabel label);

/* After the last domain_index_add (). */
void domain_index_finish (DomainIndex *index);

/* Whether that domain was added. */
gboolean domain_index_has (const DomainIndex *index, const char *domain);

typedef void DomainIndexFunc (const IndexedDomain *near, gpointer data);

/* Calls @func for every domain that may lie within two slips of @typed: all that do, and some that
 * do not. */
void domain_index_foreach_near (const DomainIndex *index, const char *typed, gsize length,
                                DomainIndexFunc *func, gpointer data);

/* The first entry whose label has that shape, or NULL; go on with domain_index_next_of_shape (). */
const IndexedDomain *domain_index_find_shape (const DomainIndex *index, const char *shape);
const IndexedDomain *domain_index_next_of_shape (const DomainIndex *index,
                                                 const IndexedDomain *entry);
