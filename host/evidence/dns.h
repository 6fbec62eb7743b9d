/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns_answer.h"

/* How a check asks the DNS:
 *
 *   const DnsAnswer *mx;
 *   AnswerState state = dns_ask (in->evidence, DNS_MX, address->ascii_domain, &mx);
 *   if (state != ANSWER_KNOWN)
 *     return check_state_from_answer (state);
 *   if (mx->status == DNS_NXDOMAIN)
 *     ...
 *
 * KNOWN with what is certain: records, NODATA or NXDOMAIN. UNAVAILABLE where nothing certain could
 * be had ("dns_timeout", "dns_refused", "dns_garbage", "dns_lies", "dns_alias_loop", "off");
 * never ABSENT. @name is in A-labels; what cannot be a name in the DNS (RFC 1035 2.3.4) is NXDOMAIN
 * without a question. */
AnswerState dns_ask (Evidence *evidence, DnsType type, const char *name,
                     const DnsAnswer **ret_answer);

/* Whether nothing may be asked (a policy, --offline): a check that would only hear "off" need not
 * go further. */
gboolean dns_is_off (const Evidence *evidence);
