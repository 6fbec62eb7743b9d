/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"
#include "evidence/outgoing_server.h"
#include "knowledge/smtp_provider.h"
#include "mail/server_name.h"

/* How this message would leave: its outgoing server as the profile has it, and what is known of
 * that server and of the sender's mail service. What all checks of the server begin with. */

typedef enum
{
  SMTP_PLACE_PUBLIC,
  SMTP_PLACE_INTERNAL, /* a private network's own relay: it may have any rules */
  SMTP_PLACE_LOOPBACK, /* a bridge, a proxy of a virus scanner, a tunnel, a test */
} SmtpPlace;

typedef struct
{
  const OutgoingServer *server;
  ServerName name;
  SmtpPlace place;
  SmtpWay way;             /* the port in effect; TLS from the first byte or not */
  const Address *from;     /* (nullable) NULL also where it has no domain */
  const char *user_domain; /* (nullable) after the '@' of the user name; borrowed from `user` */
  char *user;              /* (nullable) in lower case */
  const SmtpProvider *provider;      /* (nullable) whose server it is */
  const SmtpProvider *from_provider; /* (nullable) whose address From is */
} SmtpSetup;

/* TRUE: there is a server to judge, in *ret_setup; clear it. Otherwise FALSE and *ret_state is what
 * the check returns (no server and a server that does not speak SMTP are nothing to judge). */
gboolean smtp_setup_read (const CheckInput *in, SmtpSetup *ret_setup, CheckState *ret_state);
void smtp_setup_clear (SmtpSetup *setup);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmtpSetup, smtp_setup_clear)

/* Whether From's own mail service has that server. */
gboolean smtp_setup_fits_from (const SmtpSetup *setup);

/* The service whose rules hold: From's where the server is one of its, else the server's. NULL if
 * neither is known. */
const SmtpProvider *smtp_setup_service (const SmtpSetup *setup);

/* Whether a password would be sent that everybody on the way can read. */
gboolean smtp_setup_leaks_password (const SmtpSetup *setup);

/* A finding about the server, with what is set as params: host, port, security, from_domain. Its
 * address holds the port, so that an answer given to it does not outlive the setting. */
Finding *smtp_setup_finding (const SmtpSetup *setup, Findings *out, const char *variant);

/* The check is not sure: the finding is weak, and told once. */
void smtp_setup_doubt (Finding *finding, double confidence);

/* Says what would be right as params: right_host, right_port, right_security. */
void smtp_setup_suggest (Finding *finding, const char *host, SmtpWay way);
void smtp_setup_suggest_provider (Finding *finding, const SmtpProvider *provider);
