/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns_answer.h"

/* Questions to a resolver over UDP and TCP, by c-ares on the default main context: EDNS of 1232
 * bytes, TCP where an answer is truncated, the next server and a second try where one fails. Knows
 * no cache and follows no alias: see resolver.h. The only file that knows c-ares. */

typedef struct DnsChannel DnsChannel;

/* @answer is NULL where nothing certain came back; @why then says what kept it away (static):
 * "dns_timeout", "dns_refused" (the server failed or would not say, or there is none) or
 * "dns_garbage". @answer and @alias (nullable; dns_answer_read ()) are borrowed. */
typedef void DnsDone (DnsAnswer *answer, const char *alias, const char *why, gpointer data);

/* @server is "ADDRESS:PORT" ("[::1]:5353"), or NULL for the servers of /etc/resolv.conf as it
 * stands now. NULL if @server is none. */
DnsChannel *dns_channel_new (const char *server);

/* What is under way is told "dns_timeout". */
void dns_channel_free (DnsChannel *channel);

/* @done is called exactly once, at the earliest after this function has returned. @name has no
 * final dot; "" is the root. */
void dns_channel_ask (DnsChannel *channel, DnsType type, const char *name, DnsDone *done,
                      gpointer data);
