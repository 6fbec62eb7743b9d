/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

#define DOMAIN_MAX_OCTETS 255 /* RFC 5321 4.5.3.1.2 */
#define LABEL_MAX_OCTETS 63   /* RFC 1035 2.3.4 */

/* The A-label and U-label forms, in lower case, of a domain whose labels are letters, digits and
 * hyphens or beyond ASCII: UTS 46 mapping, then IDNA2008 (libidn2). FALSE, with nothing set, if it
 * is no valid international domain name; *@ret_limit is then the limit in octets that was passed,
 * or 0 if that is not the reason. Free both with g_free (). */
gboolean domain_to_ascii (const char *domain, gsize length, char **ret_ascii, char **ret_unicode,
                          guint *ret_limit);

/* Whether what stands between the brackets of an address literal is one: "192.0.2.1",
 * "IPv6:2001:db8::1" (RFC 5321 4.1.3). */
gboolean domain_literal_is_valid (const char *text, gsize length);

/* Whether the domain is an IPv4 address without brackets. */
gboolean domain_is_ipv4 (const char *domain, gsize length);

/* Whether every label consists of digits alone. */
gboolean domain_is_numeric (const char *domain, gsize length);

/* Whether the last label of @domain (@length bytes) is a top-level domain of the root zone, and a
 * label stands before it. */
gboolean domain_has_known_tld (const char *domain, gsize length);
