/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "spf.h"

/* Whether a domain's SPF record lets the servers of a mail provider send. A provider sends from
 * other addresses than the one that mail is handed in at, so what counts is the record that it has
 * its customers include. */

typedef struct
{
  gboolean authorised; /* it is included, by whatever way, or its addresses pass without that */
  SpfResult result;    /* of its addresses otherwise: fail, softfail or neutral */
  char *include;       /* (owned) what should be included */
  char *record;        /* (owned) the domain's record */
  char *right_record;  /* (owned) (nullable) the same with it; NULL where that would make receivers
                          ask the DNS too often (RFC 7208 4.6.4) */
} SpfProvider;

/* @domain has one well-formed record (spf_standing.h); @includes as spf_includes_of_server () has
 * them. KNOWN: *ret_provider, which the caller clears. ABSENT: nothing can be concluded, as where
 * the provider's own record names no addresses. */
AnswerState spf_provider_check (Evidence *evidence, const char *domain, const char *mail_from,
                                const char *includes, SpfProvider *ret_provider);

void spf_provider_clear (SpfProvider *provider);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpfProvider, spf_provider_clear)
