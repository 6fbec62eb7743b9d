/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"
#include "knowledge/domain_typo.h"

/* The domains that this user knows, to be held against a typed one. */

typedef enum
{
  KNOWN_CORRESPONDENTS, /* written to before */
  KNOWN_POLICY,         /* the policy's own domains and its company directory */
  KNOWN_FROM,           /* the sender's own, unless it is a mail service's */
  KNOWN_PROVIDERS,      /* the world's mail services */
} KnownSource;
#define N_KNOWN_SOURCES (KNOWN_PROVIDERS + 1)
G_STATIC_ASSERT (N_KNOWN_SOURCES <= DOMAIN_TYPO_MAX_INDEXES);

typedef struct
{
  const DomainIndex *indexes[N_KNOWN_SOURCES]; /* each (nullable) (borrowed) */
} KnownDomains;

/* Whether the recipient's domain, or the one it is below, is known to be real: the user's, a mail
 * service's, a public suffix. Asks the evidence; returns its state, and sets *ret_real unless the
 * answer is pending. Most domains are, so it comes before known_domains_get (), which builds the
 * index of the correspondents at its first call. */
AnswerState known_domains_have (const CheckInput *in, const Address *address, gboolean *ret_real);

/* What the evidence has by now. */
void known_domains_get (const CheckInput *in, KnownDomains *ret_known);

/* Whether the domain of @address, or one that it is below, is one of the policy's company directory
 * and not one of its own. */
gboolean known_domains_in_directory (const Policy *policy, const Address *address);

/* Whether @domain is the sender's own. */
gboolean known_domain_is_own (const CheckInput *in, KnownSource source, const char *domain);
