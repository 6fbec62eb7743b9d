/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* The addresses of an outgoing server, as far as mail leaves from them. */

typedef struct
{
  char text[64];      /* as inet_ntop () writes it */
  guint8 address[16]; /* network byte order; an IPv4 address in the first 4 */
  gboolean six;
} SenderServer;

/* An IPv4 or IPv6 address, network byte order; one of IPv4 written as IPv6 (::ffff:192.0.2.1) is
 * one of IPv4. FALSE if it is none. */
gboolean sender_read_ip (const char *text, guint8 address[16], gboolean *ret_six);

/* Whether @server is a mail provider's: it sends from other addresses than those of that name. */
gboolean sender_server_is_provider (const char *server);

/* Appends the addresses (SenderServer) of @server, a name or an address. UNAVAILABLE where none is
 * known for lack of an answer. */
AnswerState sender_server_find (Evidence *evidence, const char *server, GArray *addresses);
