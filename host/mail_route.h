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
