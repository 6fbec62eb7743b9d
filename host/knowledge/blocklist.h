/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Lists in the DNS of addresses or domains that send spam (RFC 5782), and which answers of theirs
 * are a listing. */

typedef enum
{
  BLOCKLIST_ADDRESSES,
  BLOCKLIST_DOMAINS,
} BlocklistKind;
#define N_BLOCKLIST_KINDS (BLOCKLIST_DOMAINS + 1)

/* "addresses", "domains"; static. */
extern const char *const blocklist_kinds[N_BLOCKLIST_KINDS];

typedef struct
{
  char *zone;          /* A-labels, lower case */
  char *codes;         /* (nullable) as it was written; NULL: the usual ones */
  guint32 first, last; /* of codes, the address as a number */
} Blocklist;

/* @codes is "127.0.0.2" or "127.0.0.2-127.0.0.11", or NULL for the usual ones: 127.0.x.2 to
 * 127.0.x.254. NULL if it is none of these. */
Blocklist *blocklist_new (const char *zone, const char *codes);
void blocklist_free (Blocklist *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Blocklist, blocklist_free)

/* Whether the answer @code, network byte order, is a listing. 127.255.255.x never is: it says that
 * the question was refused. */
gboolean blocklist_lists (const Blocklist *list, const guint8 code[4]);

/* Blocklist, of that kind, as blocklist.def has them. Free with g_ptr_array_unref (). */
GPtrArray *blocklist_defaults (BlocklistKind kind);
