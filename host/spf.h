/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* SPF's check_host (): RFC 7208 4, whole, with its limits (4.6.4), macros (7) and explanations
 * (6.2). Evaluated anew in each round of the run-again loop from what is known by then; what is
 * behind a term that waits is asked for along with it, so that a chain of includes costs a round
 * each and not a round for every look-up. */

typedef enum
{
  SPF_RESULT_NONE,
  SPF_RESULT_NEUTRAL,
  SPF_RESULT_PASS,
  SPF_RESULT_FAIL,
  SPF_RESULT_SOFTFAIL,
  SPF_RESULT_TEMPERROR,
  SPF_RESULT_PERMERROR,
} SpfResult;

/* "none", "neutral", ...; static. */
const char *spf_result_name (SpfResult result);

/* Why a result is permerror. */
typedef enum
{
  SPF_PROBLEM_NONE,
  SPF_PROBLEM_SYNTAX,           /* fault_* say where */
  SPF_PROBLEM_SEVERAL,          /* more than one record */
  SPF_PROBLEM_TOO_MANY_LOOKUPS, /* more than 10 terms that ask the DNS */
  SPF_PROBLEM_TOO_MANY_VOID,    /* more than 2 questions without an answer */
  SPF_PROBLEM_TOO_MANY_MX,      /* more than 10 mail servers behind one "mx" */
  SPF_PROBLEM_NO_RECORD,        /* an include or redirect leads to a domain without a record */
} SpfProblem;

/* "syntax", "several", "too_many_lookups", ...; static. */
const char *spf_problem_name (SpfProblem problem);

typedef struct
{
  guint8
      address[16]; /* of the sending server, network byte order; an IPv4 address in the first 4 */
  gboolean six;    /* an IPv6 address; a mapped one (::ffff:0:0/96) is given as IPv4 */
  const char *mail_from; /* MAIL FROM; "" or without local part: postmaster (2.4) */
  const char *helo;
  const char *receiver; /* (nullable) the macro r */
  gboolean stand_in;    /* the address stands in for any: only names that no server changes count as
                           void, which is what SPF_PROBLEM_TOO_MANY_VOID then means */
} SpfInput;

typedef struct
{
  SpfResult result;
  char *explanation; /* (nullable) of a fail, where the domain gives one */
  char *domain;      /* (nullable) the domain whose record decided, or is at fault */
  char *record;      /* (nullable) that record */
  gsize fault_start; /* bytes into it; the fault, or the term that matched */
  gsize fault_length;
  const char *fault; /* (nullable) (static) SpfFault.what */
  SpfProblem problem;
  const char *why; /* (nullable) (static) of a temperror: why the DNS could not be asked */
  guint lookups;   /* terms that asked the DNS */
  guint void_lookups;
} SpfVerdict;

/* KNOWN (also for temperror and permerror) or PENDING; *ret_verdict, which the caller clears, is
 * filled for KNOWN only. */
AnswerState spf_check_host (Evidence *evidence, const SpfInput *input, SpfVerdict *ret_verdict);

/* The SPF records among the TXT records of @domain, whatever their number; NULL unless KNOWN. Free
 * with g_ptr_array_unref (): char *, borrowed from the evidence. */
AnswerState spf_records_of (Evidence *evidence, const char *domain, GPtrArray **ret_records);

void spf_verdict_clear (SpfVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpfVerdict, spf_verdict_clear)
