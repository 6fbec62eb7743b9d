/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/spf_include.h"
#include "sender_domain.h"
#include "smtp_setup.h"
#include "spf_advice.h"
#include "spf_standing.h"

/* The SPF record of From's domain (RFC 7208), which is also that of the envelope as Thunderbird
 * sends it. What could not be asked is told by sender_spf_missing alone. */

/* What the check of @wanted has to say beside the domain, from where the record decides. */
static void
add_place (Finding *finding, const SpfVerdict *verdict)
{
  if (verdict->domain != NULL)
    finding_param (finding, "where", verdict->domain);
  finding_param_int (finding, "lookups", verdict->lookups);
  if (verdict->record == NULL)
    return;
  sender_domain_param (finding, "record", verdict->record, strlen (verdict->record));
  sender_domain_param (finding, "fault", verdict->record + verdict->fault_start,
                       verdict->fault_length);
}

/* "included": the fault is in a record that the domain's own leads to. */
static const char *
variant_of (SpfStanding standing, const SpfVerdict *verdict, const char *domain)
{
  if (standing != SPF_STANDS_SYNTAX && standing != SPF_STANDS_SEVERAL)
    return NULL;
  return verdict->domain != NULL && strcmp (verdict->domain, domain) != 0 ? "included" : NULL;
}

static CheckState
check_standing (const CheckInput *in, Findings *out, SpfStanding wanted)
{
  const char *domain = sender_domain_of (in->message);
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  SpfStanding standing;
  AnswerState state;

  if (domain == NULL)
    return CHECK_DONE;
  state = spf_standing (in->evidence, domain, &standing, &verdict);
  if (state != ANSWER_KNOWN)
    return state == ANSWER_PENDING ? CHECK_PENDING : CHECK_DONE;
  if (standing == wanted)
    add_place (sender_domain_finding (in, out, variant_of (standing, &verdict, domain)), &verdict);
  return CHECK_DONE;
}

/* Who logs in at a provider's server with an address of the domain sends by that provider. PENDING:
 * run me again. */
static CheckState
add_outgoing (const CheckInput *in, char **advice)
{
  g_auto (SmtpSetup) setup = { 0 };
  const char *includes;
  CheckState state;

  if (!smtp_setup_read (in, &setup, &state))
    return state == CHECK_PENDING ? CHECK_PENDING : CHECK_DONE;
  includes = setup.name.host != NULL ? spf_includes_of_server (setup.name.host) : NULL;
  if (includes != NULL && setup.user_domain != NULL
      && strcmp (server_name_registrable (setup.user_domain), in->message->from->registrable) == 0)
    *advice = spf_advice_for_server (*advice, includes);
  return CHECK_DONE;
}

CheckState
check_sender_spf_missing (const CheckInput *in, Findings *out)
{
  const char *domain = sender_domain_of (in->message);
  g_auto (SpfVerdict) verdict = { SPF_RESULT_NONE };
  g_autofree char *advice = NULL;
  SpfStanding standing;
  AnswerState state;
  Finding *finding;

  if (domain == NULL)
    return CHECK_DONE;
  state = spf_standing (in->evidence, domain, &standing, &verdict);
  if (state == ANSWER_KNOWN && standing == SPF_STANDS_MISSING)
    state = spf_advice (in->evidence, domain, &advice);
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  if (standing != SPF_STANDS_MISSING)
    return CHECK_DONE;
  if (add_outgoing (in, &advice) == CHECK_PENDING)
    return CHECK_PENDING;
  finding = sender_domain_finding (in, out, advice != NULL ? NULL : "no_mail_server");
  if (advice != NULL)
    finding_param (finding, "right_record", advice);
  return CHECK_DONE;
}

CheckState
check_sender_spf_multiple (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_SEVERAL);
}

CheckState
check_sender_spf_syntax (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_SYNTAX);
}

CheckState
check_sender_spf_too_many_lookups (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_TOO_MANY_LOOKUPS);
}

CheckState
check_sender_spf_too_many_void (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_TOO_MANY_VOID);
}

CheckState
check_sender_spf_broken_include (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_BROKEN_INCLUDE);
}

CheckState
check_sender_spf_pass_all (const CheckInput *in, Findings *out)
{
  return check_standing (in, out, SPF_STANDS_PASS_ALL);
}
