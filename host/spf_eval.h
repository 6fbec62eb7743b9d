/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns.h"
#include "mail/spf_record.h"
#include "spf.h"

/* One evaluation under way; shared by the files spf*.c and nobody else. */

#define SPF_MAX_LOOKUPS 10 /* RFC 7208 4.6.4 */
#define SPF_MAX_VOID 2
#define SPF_MAX_MX 10
#define SPF_MAX_PTR 10

typedef struct
{
  Evidence *evidence;
  const SpfInput *input;
  char *local_part; /* of the sender */
  char *sender_domain;
  guint lookups;
  guint void_lookups;
  guint varying; /* terms under way that ask for a name made of the server's address or the mail */
  guint depth;   /* of includes */
  guint ahead;   /* questions asked before their turn */
  SpfVerdict *verdict;
  char *exp;        /* (nullable) the explanation's domain-spec of the record that decides */
  char *exp_domain; /* (nullable) that record's domain */
} Spf;

/* How far one term, or one record, has come. */
typedef enum
{
  SPF_NO_MATCH,
  SPF_MATCH,
  SPF_TEMP, /* temperror */
  SPF_PERM, /* permerror */
  SPF_PENDING,
} SpfStep;

/* Permerror for @problem, at @domain (nullable). */
SpfStep spf_problem (Spf *spf, SpfProblem problem, const char *domain);

/* Counts a term that asks the DNS (4.6.4): SPF_NO_MATCH, or SPF_PERM above the limit. */
SpfStep spf_count_lookup (Spf *spf);

/* A question to the DNS of which it counts when it is void: SPF_MATCH with *ret_answer, which may
 * be empty, or SPF_TEMP, SPF_PERM, SPF_PENDING. */
SpfStep spf_ask (Spf *spf, DnsType type, const char *name, const DnsAnswer **ret_answer);

/* Whether @term of the record of @domain matches (5). All terms but include. */
SpfStep spf_term_match (Spf *spf, const SpfTerm *term, const char *domain);

/* @text, a domain-spec or an explanation, with macros replaced (7): SPF_MATCH with *ret_text (free
 * with g_free ()), or SPF_PENDING (the macro p asks the DNS). */
SpfStep spf_expand (Spf *spf, const char *text, const char *domain, char **ret_text);

/* As above for the domain of a term: @spec or, if NULL, @domain; cut from the left to what the DNS
 * takes (7.3). */
SpfStep spf_expand_domain (Spf *spf, const char *spec, const char *domain, char **ret_name);

/* The names of the sending server that its addresses confirm (5.5), at most SPF_MAX_PTR; SPF_MATCH
 * with *ret_names, or SPF_PENDING. A failure of the DNS gives none. @count_void: whether a void
 * answer counts. Free with g_ptr_array_unref (). */
SpfStep spf_validated_names (Spf *spf, gboolean count_void, GPtrArray **ret_names);
