/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns.h"

/* Where mail for a domain would be delivered (RFC 5321 5.1, RFC 7505), as far as the DNS tells. */

typedef enum
{
  ROUTE_OPEN,      /* a mail server with an address that can be reached */
  ROUTE_NO_DOMAIN, /* NXDOMAIN */
  ROUTE_NO_SERVER, /* neither MX nor address */
  ROUTE_NULL_MX,   /* the domain says that it takes no mail */
  ROUTE_DANGLING,  /* its mail servers have no address */
  ROUTE_PRIVATE,   /* they have only addresses that the public cannot reach (RFC 6890) */
  ROUTE_IP_NAME,   /* an MX names an IP address where a host name must stand */
} MailRoute;

/* KNOWN: *ret_route is set, and *ret_server to the first mail server's name where there is one
 * (nullable; borrowed from the evidence). @domain is in A-labels. */
AnswerState mail_route (Evidence *evidence, const char *domain, MailRoute *ret_route,
                        const char **ret_server);

/* Whether every mail server that @domain names is one of parked or mistyped domains; *ret_server is
 * then the first (borrowed from the evidence). Without an MX: no. */
AnswerState mail_route_is_parked (Evidence *evidence, const char *domain, gboolean *ret_parked,
                                  const char **ret_server);

/* --- Who takes it --- */

#define MAIL_ROUTE_MAX_SERVERS 8    /* of one domain that are handed on, by preference */
#define MAIL_SERVER_MAX_ADDRESSES 4 /* of one server */

typedef struct
{
  char *name;
  GPtrArray *addresses; /* char *: IP addresses that the public can reach */
} MailServer;

MailServer *mail_server_new (const char *name);
void mail_server_free (MailServer *server);

/* The mail servers of @domain that can be reached, the preferred ones first, as the DNS has them.
 * KNOWN: *ret_servers is a GPtrArray of MailServer, with at least one. ABSENT: the domain takes no
 * mail (mail_route () says why). */
AnswerState mail_route_servers (Evidence *evidence, const char *domain, GPtrArray **ret_servers);
