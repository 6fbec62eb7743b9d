/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "message.h"
#include "policy.h"
#include "probe_outgoing.h"

/* What a sender's report is asked about. */

#define SENDER_MAX_SERVERS 16

typedef struct
{
  Message *message;   /* (owned) From is the address, or postmaster of the domain */
  char *selector;     /* (nullable) the DKIM selector in use */
  GPtrArray *servers; /* char *: names or addresses of the outgoing server */
  GPtrArray *blocklists[N_BLOCKLIST_KINDS]; /* (owned) Blocklist: those that are asked */
  OutgoingQuestion outgoing; /* (owned) the one to try; its host is NULL if none is */
} SenderQuery;

/* @sender is an address or a domain alone; NULL if it is neither. */
SenderQuery *sender_query_new (const char *sender, const char *selector);

void sender_query_add_server (SenderQuery *query, const char *server);

/* Which blocklists are asked, and whose certificates are trusted where the query does not say;
 * without it the usual ones. */
void sender_query_follow (SenderQuery *query, const Policy *policy);

void sender_query_free (SenderQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SenderQuery, sender_query_free)
