/* SPDX-License-Identifier: MPL-2.0 */
#include "smtp_setup.h"

/* Whether the login suits the server. A password in the open is the business of
 * sender_smtp_security. */

/* RFC 6409 4.3: a submission server takes mail from those who log in. A company's own server on
 * port 25 may know its people by their network. */
static gboolean
is_submission_port (guint port)
{
  return port == 465 || port == 587;
}

typedef enum
{
  LOGIN_FINE,
  LOGIN_DOUBTFUL,
  LOGIN_FAILS,
} LoginVerdict;

static LoginVerdict
judge_none (const SmtpSetup *setup, const SmtpProvider *service, const char **ret_variant)
{
  *ret_variant = "none";
  if (service == NULL)
    return is_submission_port (setup->way.port) ? LOGIN_DOUBTFUL : LOGIN_FINE;
  return service->login == SMTP_LOGIN_NETWORK ? LOGIN_FINE : LOGIN_FAILS;
}

static LoginVerdict
judge_password (const SmtpSetup *setup, const SmtpProvider *service, const char **ret_variant)
{
  if (service == NULL)
    return LOGIN_FINE;
  switch (service->login)
    {
    case SMTP_LOGIN_OAUTH2:
      *ret_variant = "oauth2";
      return LOGIN_FAILS;
    case SMTP_LOGIN_APP_PASSWORD:
      *ret_variant = "app_password";
      return LOGIN_DOUBTFUL;
    default:
      return LOGIN_FINE;
    }
}

/* The big services take a plain password through TLS, or OAuth2, and nothing else. */
static LoginVerdict
judge_other_method (const SmtpSetup *setup, const SmtpProvider *service, const char **ret_variant)
{
  *ret_variant = "method";
  return service != NULL && service->accounts != SMTP_ACCOUNTS_RELAY ? LOGIN_DOUBTFUL : LOGIN_FINE;
}

static LoginVerdict
judge (const SmtpSetup *setup, const char **ret_variant)
{
  const SmtpProvider *service = smtp_setup_service (setup);

  switch (setup->server->auth)
    {
    case SMTP_AUTH_NONE:
      return judge_none (setup, service, ret_variant);
    case SMTP_AUTH_OLD:
    case SMTP_AUTH_PASSWORD_CLEARTEXT:
      return judge_password (setup, service, ret_variant);
    case SMTP_AUTH_PASSWORD_ENCRYPTED:
    case SMTP_AUTH_GSSAPI:
    case SMTP_AUTH_NTLM:
      return judge_other_method (setup, service, ret_variant);
    default:
      return LOGIN_FINE;
    }
}

CheckState
check_sender_smtp_auth (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const char *variant = NULL;
  LoginVerdict verdict;
  CheckState state;
  Finding *finding;

  if (!smtp_setup_read (in, &setup, &state))
    return state;
  if (setup.place != SMTP_PLACE_PUBLIC || setup.name.host == NULL)
    return CHECK_DONE;
  verdict = judge (&setup, &variant);
  if (verdict == LOGIN_FINE)
    return CHECK_DONE;
  finding = smtp_setup_finding (&setup, out, variant);
  if (verdict == LOGIN_DOUBTFUL)
    smtp_setup_doubt (finding, 0.5);
  return CHECK_DONE;
}
