/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns_answer.h"

/* Answers, for as long as they hold, and failures, for a little while (a Send shortly after
 * composing does not wait for a dead server again). Bounded: when it is full it begins anew. */

typedef struct DnsCache DnsCache;

DnsCache *dns_cache_new (void);
void dns_cache_free (DnsCache *cache);
void dns_cache_clear (DnsCache *cache);

/* @answer is NULL for a failure, @why static. */
void dns_cache_put (DnsCache *cache, const char *key, DnsAnswer *answer, const char *why);

/* FALSE if nothing is known. *ret_answer is borrowed until the next put. */
gboolean dns_cache_get (DnsCache *cache, const char *key, DnsAnswer **ret_answer,
                        const char **ret_why);
