/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns_answer.h"

/* The DNS as one long-lived thing: every question is asked once however many want it, answers are
 * kept for their TTL, a window bounds what is under way, aliases are followed to their end, and
 * what cannot be believed is not told.
 *
 * - A resolver that lies (a captive portal, a provider that sells every missing name) is found out
 * by two questions whose answer is known: a made-up name under .com, which nobody has, and the
 * root's name servers, which everybody has. Nothing that it says is then told ("dns_lies").
 * - A resolver that does not answer at all is left alone for a while, so that a list of thousands
 *   of addresses does not wait for each ("dns_timeout" at once).
 * - /etc/resolv.conf is read again when it has changed, and everything is asked anew after sleep.
 */

/* @server is "ADDRESS:PORT", or NULL or "" for the system's servers. NULL if @server is none. */
Resolver *resolver_new (const char *server);

/* The one that $LASTMILE_RESOLVER names ("ADDRESS:PORT", or "off"), which outranks @server;
 * otherwise as resolver_new (). NULL if it is off, or @server is none; or if $LASTMILE_RESOLVER is
 * neither: *ret_misnamed (nullable otherwise) is then what it says (static). */
Resolver *resolver_open (const char *server, const char **ret_misnamed);

/* Everybody who still waits is told "dns_timeout". */
void resolver_free (Resolver *resolver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Resolver, resolver_free)

/* @answer is borrowed; NULL where nothing certain could be had, and @why (static) says why:
 * "dns_timeout", "dns_refused", "dns_garbage", "dns_lies", "dns_alias_loop". */
typedef void ResolverDone (DnsAnswer *answer, const char *why, gpointer data);

/* @name is in A-labels, without a final dot. @done is called exactly once, possibly before this
 * returns (a kept answer). */
void resolver_ask (Resolver *resolver, DnsType type, const char *name, ResolverDone *done,
                   gpointer data);
