/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns_channel.h"

/* Whether a resolver can be believed. Two questions with known answers: a random name under .com
 * has no address, and the root has name servers (RFC 1034 4.2, so it is neither missing nor
 * without). One who answers the first or denies the second answers everything alike. One who does
 * not answer them, or refuses (a server for a few zones of its own), is believed in what it does
 * say. */

typedef enum
{
  DNS_UNKNOWN,
  DNS_ASKING,
  DNS_HONEST,
  DNS_LIES,
} DnsHonestyState;

typedef struct DnsHonesty DnsHonesty;

/* @known is called when ASKING is over. @channel is borrowed. */
DnsHonesty *dns_honesty_new (DnsChannel *channel, void (*known) (gpointer data), gpointer data);
void dns_honesty_free (DnsHonesty *honesty);

DnsHonestyState dns_honesty_state (const DnsHonesty *honesty);

/* Asks if that is due. */
void dns_honesty_ask (DnsHonesty *honesty);

/* Another network: nothing is known, and @channel is to be asked. */
void dns_honesty_forget (DnsHonesty *honesty, DnsChannel *channel);
