/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* The outgoing server that Thunderbird would use, as its profile's prefs.js says (mail.smtpserver.*). */

typedef enum
{
  SMTP_PLAIN,           /* try_ssl 0 */
  SMTP_STARTTLS_MAYBE,  /* try_ssl 1: "STARTTLS, if available" (no longer offered, still found in old profiles) */
  SMTP_STARTTLS,        /* try_ssl 2 */
  SMTP_TLS,             /* try_ssl 3 */
} SmtpSecurity;

/* Thunderbird's nsMsgAuthMethod values. */
typedef enum
{
  SMTP_AUTH_NONE = 1,
  SMTP_AUTH_OLD = 2,
  SMTP_AUTH_PASSWORD_CLEARTEXT = 3,
  SMTP_AUTH_PASSWORD_ENCRYPTED = 4,
  SMTP_AUTH_GSSAPI = 5,
  SMTP_AUTH_NTLM = 6,
  SMTP_AUTH_EXTERNAL = 7,
  SMTP_AUTH_SECURE = 8,
  SMTP_AUTH_ANYTHING = 9,
  SMTP_AUTH_OAUTH2 = 10,
} SmtpAuthMethod;

struct OutgoingServer
{
  char *id;        /* "smtp1" */
  char *type;      /* "smtp" (also where the pref is missing), "ews", ... */
  char *hostname;  /* (nullable) */
  guint port;      /* as set; 0: the default of the security */
  SmtpSecurity security;
  SmtpAuthMethod auth;
  char *username;  /* (nullable) */
  char *description; /* (nullable) */
};

void outgoing_server_free (OutgoingServer *server);
