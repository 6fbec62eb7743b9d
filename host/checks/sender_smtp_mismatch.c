/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/domain_below.h"
#include "smtp_setup.h"

/* Whether server, login and sender's address belong together. */

static void
add_finding (const SmtpSetup *setup, Findings *out, const char *variant, const char *right_host,
             double confidence)
{
  Finding *finding = smtp_setup_finding (setup, out, variant);
  const SmtpProvider *right = right_host != NULL ? smtp_provider_of_host (right_host) : NULL;

  if (setup->user != NULL)
    finding_param (finding, "user", setup->user);
  if (right != NULL)
    smtp_setup_suggest (finding, right_host, smtp_provider_way (right));
  if (confidence < 1)
    smtp_setup_doubt (finding, confidence);
}

static void
add_provider_finding (const SmtpSetup *setup, Findings *out, const char *variant,
                      const SmtpProvider *right, double confidence)
{
  g_autofree char *host = smtp_provider_host (right);
  add_finding (setup, out, variant, host, confidence);
}

/* A server that knows only its own accounts, and lets each send only as itself. TRUE: it said
 * what there is to say. */
static gboolean
check_own_accounts (const SmtpSetup *setup, Findings *out)
{
  const SmtpProvider *server = setup->provider;
  const SmtpProvider *user
      = setup->user_domain != NULL ? smtp_provider_of_domain (setup->user_domain) : NULL;

  if (server == NULL || server->accounts != SMTP_ACCOUNTS_OWN)
    return FALSE;
  if (user != NULL && !smtp_provider_has_host (user, setup->name.host))
    add_provider_finding (setup, out, "account", user, 1);
  else if (user == NULL && setup->user_domain != NULL)
    {
      const char *company = *server->company_host != '\0' ? server->company_host : NULL;
      add_finding (setup, out, company != NULL ? "company" : "company_unknown", company, 1);
    }
  else if (setup->user != NULL && !smtp_setup_fits_from (setup))
    {
      if (setup->from_provider != NULL)
        add_provider_finding (setup, out, "from", setup->from_provider, 1);
      else
        add_finding (setup, out, "from_company", NULL, 1);
    }
  return TRUE;
}

static gboolean
same_registrable (const char *a, const char *b)
{
  return strcmp (server_name_registrable (a), server_name_registrable (b)) == 0;
}

/* Another name of the same house: "hk.smtp.mail.yahoo.com". */
static gboolean
is_house_of (const SmtpProvider *provider, const char *host)
{
  g_autofree char *known = smtp_provider_host (provider);
  return same_registrable (known, host);
}

/* From at a service open to everybody, through somebody else's server: the receivers ask the
 * service (SPF, DMARC), and it does not know that server. */
static void
check_foreign_server (const SmtpSetup *setup, Findings *out)
{
  const SmtpProvider *from = setup->from_provider;
  const char *host = setup->name.host;

  if (smtp_setup_fits_from (setup) || same_registrable (setup->from->ascii_domain, host)
      || (setup->provider == NULL && is_house_of (from, host)))
    return;
  add_provider_finding (setup, out, setup->provider != NULL ? "from" : "foreign", from, 0.7);
}

/* Hosters stand on the public suffix list themselves ("kasserver.com"). */
static gboolean
is_of_house (const char *domain, const char *host)
{
  return domain_is_below (host, domain) || same_registrable (domain, host);
}

/* A company's address, and a login of another domain. Hosting companies give out logins of their
 * own, so what the server's domain has in common with the login says nothing. */
static void
check_foreign_user (const CheckInput *in, const SmtpSetup *setup, Findings *out)
{
  if (setup->user_domain == NULL || strchr (setup->user_domain, '.') == NULL
      || (setup->provider != NULL && setup->provider->accounts == SMTP_ACCOUNTS_RELAY)
      || g_hash_table_contains (in->policy->own_domains, setup->user_domain)
      || same_registrable (setup->user_domain, setup->from->ascii_domain)
      || (setup->provider == NULL && is_of_house (setup->user_domain, setup->name.host)))
    return;
  add_finding (setup, out, "user", NULL, 0.5);
}

/* A name that sender_smtp_host finds wrong says nothing of whose server is meant. */
static gboolean
name_is_doubtful (const SmtpSetup *setup)
{
  g_autofree char *near = NULL, *own = NULL;

  if (setup->name.fault != SERVER_NAME_FINE || setup->name.host == NULL)
    return TRUE;
  if (setup->provider != NULL)
    return FALSE;
  if (setup->from_provider != NULL)
    own = smtp_provider_host (setup->from_provider);
  return smtp_provider_near_host (setup->name.host, &near) != NULL
         || (own != NULL && server_name_differs_by_tld (setup->name.host, own));
}

CheckState
check_sender_smtp_mismatch (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  CheckState state;

  if (!smtp_setup_read (in, &setup, &state))
    return state;
  if (setup.place != SMTP_PLACE_PUBLIC || setup.from == NULL || name_is_doubtful (&setup))
    return CHECK_DONE;
  if (setup.server->auth != SMTP_AUTH_NONE && check_own_accounts (&setup, out))
    return CHECK_DONE;
  if (setup.from_provider != NULL)
    check_foreign_server (&setup, out);
  else
    check_foreign_user (in, &setup, out);
  return CHECK_DONE;
}
