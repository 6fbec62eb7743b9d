/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_set.h"
#include "smtp_setup.h"

/* Names that cannot be the outgoing server's. */

static const char *const form_variants[] = {
  [SERVER_NAME_URL] = "url",
  [SERVER_NAME_ADDRESS] = "address",
  [SERVER_NAME_PORT] = "port",
  [SERVER_NAME_FULLWIDTH] = "fullwidth",
  [SERVER_NAME_BLANK] = "blank",
  [SERVER_NAME_UNDERSCORE] = "underscore",
  [SERVER_NAME_TRAILING_DOT] = "last_dot",
};

/* The server that was probably meant, in the order of how well it is known. */
static char *
guess_host (const SmtpSetup *setup, const char *host)
{
  const SmtpProvider *provider = host != NULL ? smtp_provider_of_domain (host) : NULL;

  if (provider == NULL && (host == NULL || strchr (host, '.') == NULL))
    provider = setup->from_provider;
  if (provider != NULL)
    return smtp_provider_host (provider);
  return g_strdup (host);
}

static void
add_finding (const SmtpSetup *setup, Findings *out, const char *variant, const char *right_host,
             double confidence)
{
  Finding *finding = smtp_setup_finding (setup, out, variant);
  const SmtpProvider *provider = right_host != NULL ? smtp_provider_of_host (right_host) : NULL;

  if (right_host != NULL)
    smtp_setup_suggest (finding, right_host,
                        provider != NULL ? smtp_provider_way (provider) : (SmtpWay){ 465, TRUE });
  if (confidence < 1)
    smtp_setup_doubt (finding, confidence);
}

/* --- The form of the name --- */

/* "smtp_qq.com" */
static char *
mend_underscore (const char *host)
{
  g_auto (GStrv) parts = g_strsplit (host, "_", -1);
  g_autofree char *dotted = g_strjoinv (".", parts);
  return smtp_provider_of_host (dotted) != NULL ? g_steal_pointer (&dotted) : NULL;
}

static const char *
form_variant (const SmtpSetup *setup, const char *right)
{
  ServerNameFault fault = setup->name.fault;

  if (right == NULL)
    return fault == SERVER_NAME_EMPTY ? "empty" : "invalid";
  return setup->name.host == NULL ? "known" : form_variants[fault];
}

static void
check_form (const SmtpSetup *setup, Findings *out)
{
  ServerNameFault fault = setup->name.fault;
  const char *host = setup->name.host;
  g_autofree char *right = NULL;

  if (fault == SERVER_NAME_UNDERSCORE)
    {
      right = mend_underscore (host);
      if (right != NULL || setup->place == SMTP_PLACE_PUBLIC)
        add_finding (setup, out, right != NULL ? "typo" : "underscore", right,
                     right != NULL ? 1 : 0.6);
      return;
    }
  right = guess_host (setup, host);
  add_finding (setup, out, form_variant (setup, right), right,
               fault == SERVER_NAME_TRAILING_DOT ? 0.5 : 1);
}

/* --- A name of another one of the service's machines --- */

/* The service whose outgoing server has the same name but for its first label: "imap.qq.com",
 * "mail.163.com". */
static const SmtpProvider *
find_by_other_label (const char *host)
{
  static const char *const others[] = { "pop",     "pop3", "imap", "imap4", "mail",  "www",
                                        "webmail", "mx",   "stmp", "smpt",  "smtps", "smt" };
  const char *rest = strchr (host, '.');

  for (gsize o = 0; rest != NULL && o < G_N_ELEMENTS (others); o++)
    if (strlen (others[o]) == (gsize) (rest - host) && g_str_has_prefix (host, others[o]))
      {
        g_autofree char *smtp = g_strconcat ("smtp", rest, NULL);
        return smtp_provider_of_host (smtp);
      }
  return NULL;
}

/* --- A slip --- */

static gboolean
is_at (const char *domain, const char *registrable)
{
  return domain != NULL && strcmp (server_name_registrable (domain), registrable) == 0;
}

/* Whether the slip cannot be somebody's real server. */
static gboolean
slip_is_sure (const SmtpSetup *setup, const SmtpProvider *near, const char *right)
{
  enum
  {
    LONG_LABEL = 5
  };
  const char *registrable = server_name_registrable (setup->name.host);
  const char *right_registrable = server_name_registrable (right);

  return near == setup->from_provider
         || (setup->user_domain != NULL && smtp_provider_of_domain (setup->user_domain) == near)
         || server_name_has_mistyped_tld (setup->name.host)
         || strcmp (registrable, right_registrable) == 0
         || strcspn (right_registrable, ".") >= LONG_LABEL;
}

static void
check_slip (const SmtpSetup *setup, Findings *out)
{
  const char *host = setup->name.host;
  const char *registrable = server_name_registrable (host);
  const char *from = setup->from != NULL ? setup->from->ascii_domain : NULL;
  g_autofree char *right = NULL;
  const SmtpProvider *near;

  /* Whoever writes or logs in from there knows that domain. */
  if (is_at (from, registrable) || is_at (setup->user_domain, registrable)
      || name_set_contains (&free_mail_domains, registrable))
    return;
  near = smtp_provider_near_host (host, &right);
  if (near != NULL)
    {
      add_finding (setup, out, "typo", right, slip_is_sure (setup, near, right) ? 1 : 0.7);
      return;
    }
  if (setup->from_provider != NULL)
    {
      right = smtp_provider_host (setup->from_provider);
      if (server_name_differs_by_tld (host, right))
        {
          add_finding (setup, out, "typo", right, 1);
          return;
        }
    }
  if (server_name_has_mistyped_tld (host))
    add_finding (setup, out, "unknown_tld", NULL, 1);
}

CheckState
check_sender_smtp_host (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const SmtpProvider *other;
  CheckState state;

  if (!smtp_setup_read (in, &setup, &state))
    return state;
  if (setup.name.fault != SERVER_NAME_FINE)
    {
      check_form (&setup, out);
      return CHECK_DONE;
    }
  if (setup.provider != NULL || setup.place != SMTP_PLACE_PUBLIC)
    return CHECK_DONE;
  other = smtp_provider_of_domain (setup.name.host);
  if (other == NULL)
    other = find_by_other_label (setup.name.host);
  if (other != NULL)
    {
      g_autofree char *right = smtp_provider_host (other);
      add_finding (&setup, out, "other", right, 1);
    }
  else
    check_slip (&setup, out);
  return CHECK_DONE;
}
