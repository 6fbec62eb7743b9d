/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "mail/reserved_domain.h"
#include "mail_route.h"

/* A domain that cannot take mail, by what the DNS says for certain: RFC 5321 5.1, RFC 7505. Only
 * the first of these checks tells that the DNS could not be asked, so that it is told once. */

static const struct
{
  MailRoute route;
  const char *variant; /* (nullable) */
  gboolean weak;
} unreachable[] = {
  { ROUTE_DANGLING, NULL, FALSE },
  { ROUTE_IP_NAME, "ip", FALSE },
  /* From inside a network of one's own such a server may be the right one. */
  { ROUTE_PRIVATE, "private", TRUE },
};

/* Sets *ret_route only where it returns CHECK_DONE and the domain is one to ask about. */
static CheckState
find_route (const CheckInput *in, MailRoute *ret_route, const char **ret_server)
{
  const char *domain = in->recipient->address->ascii_domain;

  *ret_route = ROUTE_OPEN;
  *ret_server = NULL;
  if (domain == NULL || dns_is_off (in->evidence) || reserved_domain_find (domain) != NULL)
    return CHECK_DONE;
  return check_state_from_answer (mail_route (in->evidence, domain, ret_route, ret_server));
}

static CheckState
check_route (const CheckInput *in, Findings *out, MailRoute wanted)
{
  MailRoute route;
  const char *server;
  CheckState state = find_route (in, &route, &server);

  if (state == CHECK_DONE && route == wanted)
    finding_param (findings_add (out), "domain", in->recipient->address->domain);
  return state;
}

CheckState
check_status_domain_not_found (const CheckInput *in, Findings *out)
{
  return check_route (in, out, ROUTE_NO_DOMAIN);
}

/* Somebody takes its mail, but nobody whom it is for. */
static CheckState
check_parked (const CheckInput *in, Findings *out)
{
  const char *server;
  gboolean parked = FALSE;
  AnswerState state
      = mail_route_is_parked (in->evidence, in->recipient->address->ascii_domain, &parked, &server);

  if (state == ANSWER_KNOWN && parked)
    {
      Finding *finding = findings_add (out);
      finding->variant = "parked";
      finding_param (finding, "domain", in->recipient->address->domain);
      finding_param (finding, "server", server);
      finding_weak (finding, 0.8);
    }
  return check_state_from_answer (state);
}

CheckState
check_status_no_mail_server (const CheckInput *in, Findings *out)
{
  MailRoute route;
  const char *server;
  CheckState state = find_route (in, &route, &server);

  if (state == CHECK_DONE && route == ROUTE_OPEN && server != NULL)
    state = check_parked (in, out);
  else if (state == CHECK_DONE && route == ROUTE_NO_SERVER)
    finding_param (findings_add (out), "domain", in->recipient->address->domain);
  return check_state_told_once (state);
}

CheckState
check_status_null_mx (const CheckInput *in, Findings *out)
{
  return check_state_told_once (check_route (in, out, ROUTE_NULL_MX));
}

CheckState
check_status_server_unreachable (const CheckInput *in, Findings *out)
{
  MailRoute route;
  const char *server;
  CheckState state = find_route (in, &route, &server);

  for (gsize i = 0; state == CHECK_DONE && i < G_N_ELEMENTS (unreachable); i++)
    if (route == unreachable[i].route)
      {
        Finding *finding = findings_add (out);
        finding_param (finding, "domain", in->recipient->address->domain);
        finding_param (finding, "server", server != NULL ? server : in->recipient->address->domain);
        finding->variant = unreachable[i].variant;
        if (unreachable[i].weak)
          finding_weak (finding, 0.6);
      }
  return check_state_told_once (state);
}
