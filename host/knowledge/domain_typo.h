/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "knowledge/domain_index.h"

/* Which known domain was meant where another was typed. One number decides: the odds that a person
 * who meant the known domain slipped, against a person who meant a stranger's domain that happens
 * to look like it. */

#define DOMAIN_TYPO_MAX_INDEXES 4

typedef enum
{
  DOMAIN_TYPO_SINGLE, /* one slip explains it */
  DOMAIN_TYPO_DOUBLE, /* two are needed */
  DOMAIN_TYPO_ENDING, /* the right name under another ending: "outlook.net" */
  DOMAIN_TYPO_NAME,   /* a slip in the name, and another ending besides: "gmial.co.uk" */
} DomainTypoKind;

typedef struct
{
  const IndexedDomain *meant; /* (borrowed from its index) */
  guint index;                /* which of the indexes it is from */
  DomainTypoKind kind;
  gsize kept;      /* bytes at the end of what was typed, from a dot on, that stay: the name alone is
                      mended */
  double log_odds; /* ln of the odds that it is a slip */
  double log_lead; /* ln of the odds over the next best candidate; INFINITY if there is none */
} DomainTypo;

/* The best candidate for the whole of @typed (ASCII, lower case) among the @indexes (each
 * nullable); FALSE if none is within two slips. Whether
 * @typed is a known domain itself is for the caller to ask first. */
gboolean domain_typo_find (const DomainIndex *const *indexes, guint n_indexes, const char *typed,
                           DomainTypo *ret_typo);
