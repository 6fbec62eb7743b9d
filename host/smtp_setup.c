/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "smtp_setup.h"

/* Thunderbird's own defaults (SmtpClient.sys.mjs) where no port is set. */
static guint
port_in_effect (const OutgoingServer *server)
{
  if (server->port != 0)
    return server->port;
  return server->security == SMTP_TLS ? 465 : 587;
}

static SmtpPlace
place_of (const char *host)
{
  if (host == NULL)
    return SMTP_PLACE_PUBLIC;
  if (server_name_is_loopback (host))
    return SMTP_PLACE_LOOPBACK;
  return server_name_is_internal (host) ? SMTP_PLACE_INTERNAL : SMTP_PLACE_PUBLIC;
}

gboolean
smtp_setup_read (const CheckInput *in, SmtpSetup *ret_setup, CheckState *ret_state)
{
  const char *identity = in->message->identity != NULL ? in->message->identity : "";
  const Address *from = in->message->from;
  const OutgoingServer *server;
  AnswerState state = evidence_outgoing_server (in->evidence, identity, &server);
  const char *at;

  *ret_state = check_state_from_answer (state);
  if (state != ANSWER_KNOWN || strcmp (server->type, "smtp") != 0)
    return FALSE;
  *ret_setup = (SmtpSetup){ .server = server,
                            .name = server_name_read (server->hostname),
                            .way = { port_in_effect (server), server->security == SMTP_TLS } };
  ret_setup->place = place_of (ret_setup->name.host);
  if (ret_setup->name.host != NULL)
    ret_setup->provider = smtp_provider_of_host (ret_setup->name.host);
  if (from != NULL && from->ascii_domain != NULL)
    {
      ret_setup->from = from;
      ret_setup->from_provider = smtp_provider_of_domain (from->ascii_domain);
    }
  if (server->username != NULL)
    {
      ret_setup->user = g_ascii_strdown (server->username, -1);
      at = strrchr (ret_setup->user, '@');
      ret_setup->user_domain = at != NULL && at[1] != '\0' ? at + 1 : NULL;
    }
  return TRUE;
}

void
smtp_setup_clear (SmtpSetup *setup)
{
  server_name_clear (&setup->name);
  g_clear_pointer (&setup->user, g_free);
}

gboolean
smtp_setup_fits_from (const SmtpSetup *setup)
{
  return setup->from_provider != NULL && setup->name.host != NULL
         && smtp_provider_has_host (setup->from_provider, setup->name.host);
}

const SmtpProvider *
smtp_setup_service (const SmtpSetup *setup)
{
  return smtp_setup_fits_from (setup) ? setup->from_provider : setup->provider;
}

/* "STARTTLS, if available" leaves in the open too: Thunderbird speaks STARTTLS only where it is
 * told to insist. A bearer token is as good as a password. */
gboolean
smtp_setup_leaks_password (const SmtpSetup *setup)
{
  if (setup->server->security == SMTP_TLS || setup->server->security == SMTP_STARTTLS)
    return FALSE;
  switch (setup->server->auth)
    {
    case SMTP_AUTH_OLD:
    case SMTP_AUTH_PASSWORD_CLEARTEXT:
    case SMTP_AUTH_ANYTHING:
    case SMTP_AUTH_OAUTH2:
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- Saying it --- */

/* As Thunderbird's settings call them, in every language. */
static const char *
security_name (SmtpSecurity security)
{
  return security == SMTP_TLS ? "SSL/TLS" : security == SMTP_STARTTLS ? "STARTTLS" : "-";
}

Finding *
smtp_setup_finding (const SmtpSetup *setup, Findings *out, const char *variant)
{
  const char *host = setup->server->hostname != NULL ? setup->server->hostname : "";
  g_autofree char *place
      = g_strdup_printf ("%s:%u", *host != '\0' ? host : setup->server->id, setup->way.port);
  Finding *finding = findings_add_sender (out, SUBJECT_SMTP, place);

  finding->variant = variant;
  finding_param (finding, "host", host);
  finding_param_int (finding, "port", setup->way.port);
  finding_param (finding, "security", security_name (setup->server->security));
  if (setup->from != NULL)
    finding_param (finding, "from_domain", setup->from->domain);
  return finding;
}

void
smtp_setup_doubt (Finding *finding, double confidence)
{
  finding_weak (finding, confidence);
  finding->once = TRUE;
}

void
smtp_setup_suggest (Finding *finding, const char *host, SmtpWay way)
{
  finding_param (finding, "right_host", host);
  finding_param_int (finding, "right_port", way.port);
  finding_param (finding, "right_security", security_name (way.tls ? SMTP_TLS : SMTP_STARTTLS));
}

void
smtp_setup_suggest_provider (Finding *finding, const SmtpProvider *provider)
{
  g_autofree char *host = smtp_provider_host (provider);
  smtp_setup_suggest (finding, host, smtp_provider_way (provider));
}
