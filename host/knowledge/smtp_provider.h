/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Mail services and their outgoing servers: the rows of smtp_provider.def, which says what its
 * columns mean. */

typedef enum
{
  SMTP_ACCOUNTS_OWN,
  SMTP_ACCOUNTS_HOSTED,
  SMTP_ACCOUNTS_RELAY,
} SmtpAccounts;

typedef enum
{
  SMTP_LOGIN_PASSWORD,
  SMTP_LOGIN_APP_PASSWORD,
  SMTP_LOGIN_OAUTH2,
  SMTP_LOGIN_NETWORK,
} SmtpLogin;

typedef struct
{
  const char *domains; /* apart by blanks, as are hosts and ways */
  const char *hosts;
  const char *ways;
  SmtpAccounts accounts;
  SmtpLogin login;
  const char *company_host; /* "" where there is none */
} SmtpProvider;

/* How a server is spoken to. */
typedef struct
{
  guint port;
  gboolean tls; /* TLS from the first byte; FALSE: STARTTLS */
} SmtpWay;

extern const SmtpProvider smtp_providers[];
extern const gsize n_smtp_providers;

/* The service that the server @host (lower case) belongs to, or NULL. */
const SmtpProvider *smtp_provider_of_host (const char *host);

/* The service whose own address one at @domain (A-labels in lower case) is, or NULL. */
const SmtpProvider *smtp_provider_of_domain (const char *domain);

/* The service that @host names nearly: one slip of the keyboard away from one of its servers, which
 * is copied to *ret_host. NULL if there is none, or if it is one itself. */
const SmtpProvider *smtp_provider_near_host (const char *host, char **ret_host);

gboolean smtp_provider_has_host (const SmtpProvider *provider, const char *host);
gboolean smtp_provider_has_way (const SmtpProvider *provider, SmtpWay way);

/* What it recommends. */
char *smtp_provider_host (const SmtpProvider *provider);
SmtpWay smtp_provider_way (const SmtpProvider *provider);
