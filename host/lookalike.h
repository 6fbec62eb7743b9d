/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "known_domains.h"

/* Which known domain another one imitates. A plain slip is no imitation; a name that a person
 * cannot tell apart, or a firm's name with a word more or the hyphen moved, is. */

typedef enum
{
  LOOKALIKE_NONE,
  LOOKALIKE_TWIN,    /* the same to the eye: "rnueller.de", "rothwell-purnps.com", a hyphen more or
                        less */
  LOOKALIKE_FOREIGN, /* letters of another alphabet, or marks on them, stand for plain ones */
  LOOKALIKE_ENDING, /* the firm's name under an ending that is read for its own: ".co" for ".com" */
  LOOKALIKE_ADDED,  /* a word added to the firm's name: "rothwellpumps-invoice.com" */
  LOOKALIKE_MIXED,  /* scripts mixed in one label; imitates nothing that is known */
} LookalikeKind;

typedef struct
{
  LookalikeKind kind;
  const IndexedDomain *known; /* (nullable) NULL for LOOKALIKE_MIXED */
  KnownSource source;
  const char *word; /* (nullable) (static) the word that was added */
} Lookalike;

/* @address has an ascii_domain that is not known to be real. */
Lookalike lookalike_find (const KnownDomains *known, const Address *address);
