/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "spf.h"

/* How a domain's SPF record stands, whichever server sends: it is evaluated for addresses that
 * nobody has (RFC 5737), so that every term of it is looked at. */

typedef enum
{
  SPF_STANDS_FINE,
  SPF_STANDS_NO_DOMAIN, /* the domain does not exist: nothing is missing there */
  SPF_STANDS_MISSING,
  SPF_STANDS_SEVERAL,          /* receivers then use none (RFC 7208 4.5) */
  SPF_STANDS_SYNTAX,           /* also in a record that it includes */
  SPF_STANDS_TOO_MANY_LOOKUPS, /* 4.6.4 */
  SPF_STANDS_TOO_MANY_VOID,    /* as far as it does not depend on the server; 4.6.4 */
  SPF_STANDS_BROKEN_INCLUDE,   /* it leads to a domain without a record (5.2) */
  SPF_STANDS_PASS_ALL,         /* any server may send */
} SpfStanding;

/* "fine", "missing", ...; static. */
const char *spf_standing_name (SpfStanding standing);

/* KNOWN: *ret_standing, and *ret_verdict with the record and the place; the caller clears it.
 * UNAVAILABLE where a record that decides could not be had. @domain is in A-labels. */
AnswerState spf_standing (Evidence *evidence, const char *domain, SpfStanding *ret_standing,
                          SpfVerdict *ret_verdict);
