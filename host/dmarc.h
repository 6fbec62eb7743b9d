/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns.h"
#include "mail/dmarc_record.h"

/* Whose DMARC record holds for a domain: the DNS tree walk of RFC 9989 4.10. The public suffix list
 * of RFC 7489 is not asked, as RFC 9989 has it: receivers that still use it come to the same record
 * wherever no subdomain above the domain has one of its own. */

typedef struct
{
  gboolean found;
  char *domain;       /* (nullable) where it stands, without "_dmarc." */
  char *text;         /* (nullable) the record */
  DmarcRecord record; /* if found */
  TagFault fault;     /* of the record; what: NULL if there is none */
  guint several;      /* records at the domain itself, if more than one: they count as none (4.7) */
  char *attempt;      /* (nullable) at the domain itself, a text that was meant to be a record */
} DmarcDiscovery;

/* KNOWN: *ret_discovery is filled; clear it. @domain is in A-labels. */
AnswerState dmarc_discover (Evidence *evidence, const char *domain, DmarcDiscovery *ret_discovery);

/* KNOWN: *ret_organization is the organizational domain that the tree walk finds (RFC 9989 4.10.2),
 * a tail of @domain. */
AnswerState dmarc_organization (Evidence *evidence, const char *domain,
                                const char **ret_organization);

/* What receivers are asked to do with mail from @domain, for which @discovery was made. */
DmarcPolicy dmarc_policy_of (const DmarcDiscovery *discovery, const char *domain);

void dmarc_discovery_clear (DmarcDiscovery *discovery);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DmarcDiscovery, dmarc_discovery_clear)
