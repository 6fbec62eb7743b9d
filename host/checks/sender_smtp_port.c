/* SPDX-License-Identifier: MPL-2.0 */
#include "smtp_setup.h"

/* Port and connection security: RFC 8314 3.3 gives 465 to TLS from the first byte, RFC 6409 587 to
 * STARTTLS. */

typedef enum
{
  WITH_TLS = 1 << 0,
  WITHOUT_TLS = 1 << 1, /* STARTTLS, or nothing */
  WITH_EITHER = WITH_TLS | WITHOUT_TLS,
} With;

/* What a port cannot be used with. */
static const struct
{
  guint port;
  With with;
  const char *variant;
  gboolean sure;
  SmtpWay right; /* unless the service is known */
} wrong_ways[] = {
  { 465, WITHOUT_TLS, "needs_tls", TRUE, { 465, TRUE } },
  { 587, WITH_TLS, "needs_starttls", TRUE, { 587, FALSE } },
  { 25, WITH_TLS, "needs_starttls", TRUE, { 465, TRUE } },
  { 25, WITHOUT_TLS, "port25", FALSE, { 587, FALSE } },
  { 110, WITH_EITHER, "incoming", TRUE, { 465, TRUE } },
  { 143, WITH_EITHER, "incoming", TRUE, { 465, TRUE } },
  { 993, WITH_EITHER, "incoming", TRUE, { 465, TRUE } },
  { 995, WITH_EITHER, "incoming", TRUE, { 465, TRUE } },
};

static void
add_finding (const SmtpSetup *setup, Findings *out, const char *variant, SmtpWay right,
             gboolean sure)
{
  const SmtpProvider *service = smtp_setup_service (setup);
  Finding *finding = smtp_setup_finding (setup, out, variant);

  smtp_setup_suggest (finding, setup->name.host,
                      service != NULL ? smtp_provider_way (service) : right);
  if (!sure)
    smtp_setup_doubt (finding, 0.6);
}

CheckState
check_sender_smtp_port (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const SmtpProvider *service;
  CheckState state;

  if (!smtp_setup_read (in, &setup, &state))
    return state;
  if (setup.place == SMTP_PLACE_LOOPBACK || setup.name.host == NULL)
    return CHECK_DONE;
  service = smtp_setup_service (&setup);
  if (service != NULL && smtp_provider_has_way (service, setup.way))
    return CHECK_DONE;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_ways); i++)
    if (wrong_ways[i].port == setup.way.port
        && (wrong_ways[i].with & (setup.way.tls ? WITH_TLS : WITHOUT_TLS)))
      {
        gboolean internal = setup.place == SMTP_PLACE_INTERNAL;
        if (wrong_ways[i].sure || !internal)
          add_finding (&setup, out, wrong_ways[i].variant, wrong_ways[i].right,
                       wrong_ways[i].sure && !internal);
        return CHECK_DONE;
      }
  if (service != NULL)
    add_finding (&setup, out, "unusual", smtp_provider_way (service), FALSE);
  return CHECK_DONE;
}

/* What is set, as the text's variant. */
static const char *
find_variant (const SmtpSetup *setup, gboolean leaks)
{
  if (!leaks)
    return "content";
  if (setup->server->security == SMTP_STARTTLS_MAYBE)
    return "maybe";
  return setup->place == SMTP_PLACE_INTERNAL ? "internal" : "plaintext";
}

CheckState
check_sender_smtp_security (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const SmtpProvider *service;
  CheckState state;
  gboolean leaks;
  Finding *finding;

  if (!smtp_setup_read (in, &setup, &state))
    return state;
  if (setup.server->security == SMTP_TLS || setup.server->security == SMTP_STARTTLS
      || setup.place == SMTP_PLACE_LOOPBACK || setup.name.host == NULL)
    return CHECK_DONE;
  leaks = smtp_setup_leaks_password (&setup);
  /* A relay inside needs neither login nor secrecy; at 465 nothing leaves at all, and the port's
   * check says so. */
  if ((setup.place == SMTP_PLACE_INTERNAL && !leaks) || setup.way.port == 465)
    return CHECK_DONE;
  service = smtp_setup_service (&setup);
  finding = smtp_setup_finding (&setup, out, find_variant (&setup, leaks));
  smtp_setup_suggest (finding, setup.name.host,
                      service != NULL ? smtp_provider_way (service) : (SmtpWay){ 465, TRUE });
  if (!leaks || setup.place == SMTP_PLACE_INTERNAL)
    smtp_setup_doubt (finding, 0.6);
  return CHECK_DONE;
}
