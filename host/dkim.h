/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "mail/dkim_key.h"

/* The DKIM keys of a domain (RFC 6376 3.6.2). A selector can have any name, so that a key that is
 * not found under the usual ones may well be there under another. */

typedef struct
{
  char *selector; /* (nullable) under which a key was found */
  char *text;     /* (nullable) the record */
  DkimKey key;
  TagFault fault; /* what: NULL if there is none */
} DkimDiscovery;

/* KNOWN: the key of that @selector, or nothing (selector: NULL). The caller clears it. */
AnswerState dkim_find (Evidence *evidence, const char *domain, const char *selector,
                       DkimDiscovery *ret_discovery);

/* The same under the names that known mail services give: first of all a key that is too short, for
 * somebody could sign with it, then one that is fine; revoked ones are leftovers and not told. */
AnswerState dkim_search (Evidence *evidence, const char *domain, DkimDiscovery *ret_discovery);

/* Whether receivers refuse the key for its length. */
gboolean dkim_key_is_weak (const DkimKey *key);

void dkim_discovery_clear (DkimDiscovery *discovery);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DkimDiscovery, dkim_discovery_clear)
