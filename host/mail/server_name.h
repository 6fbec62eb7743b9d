/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What a person typed where the name of a server should stand: a host name (RFC 1123 2.1, with IDNA
 * where it is international) or an IP address. */

typedef enum
{
  SERVER_NAME_FINE,
  SERVER_NAME_EMPTY,
  SERVER_NAME_URL,          /* "smtp://smtp.qq.com/" */
  SERVER_NAME_ADDRESS,      /* "li@qq.com" */
  SERVER_NAME_PORT,         /* "smtp.qq.com:465" */
  SERVER_NAME_FULLWIDTH,    /* "smtp。qq。com" */
  SERVER_NAME_BLANK,        /* "smtp. qq.com" */
  SERVER_NAME_INVALID,      /* no name at all: "smtp..qq.com", "smtp,qq.com" */
  SERVER_NAME_UNDERSCORE,   /* no host name, though some resolvers find it */
  SERVER_NAME_TRAILING_DOT, /* right for the DNS, in the way of certificates */
} ServerNameFault;

typedef struct
{
  char *host; /* (nullable) what was meant, as far as that can be told: lower case, A-labels, no
                 final dot, no brackets */
  ServerNameFault fault; /* the first there is */
} ServerName;

/* @text may be NULL. */
ServerName server_name_read (const char *text);
void server_name_clear (ServerName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerName, server_name_clear)

/* --- Of a ServerName.host --- */

gboolean server_name_is_loopback (const char *host);

/* Whether it stands in a private network, as far as its name tells: a private IP address, a single
 * label, or a top-level domain that the Internet does not have. */
gboolean server_name_is_internal (const char *host);

/* A top-level domain that does not exist and is a well-known slip for one that does ("con"). */
gboolean server_name_has_mistyped_tld (const char *host);

/* Public suffix plus one label; the host itself where there is none. Borrowed from @host. */
const char *server_name_registrable (const char *host);

/* "smtp.163.cn" and "smtp.163.com". */
gboolean server_name_differs_by_tld (const char *a, const char *b);
