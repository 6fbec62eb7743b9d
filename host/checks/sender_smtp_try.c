/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/outgoing_probe.h"
#include "outgoing_verdict.h"
#include "smtp_setup.h"

/* What a try of the outgoing server, with this profile's settings, brings to light. Only the first
 * of these checks tells that it could not be made, so that it is told once. */

static void
add_detail (gpointer finding, const char *name, const char *value)
{
  finding_param (finding, name, value);
}

static Finding *
add_finding (const SmtpSetup *setup, const OutgoingProbe *probe, Findings *out, const char *variant)
{
  Finding *finding = smtp_setup_finding (setup, out, variant);

  outgoing_details (probe, add_detail, finding);
  return finding;
}

/* TRUE: *ret_setup (clear it) and *ret_probe are there. Otherwise FALSE, and *ret_state is what
 * the check returns. A server that other checks find fault with is not tried. */
static gboolean
try_server (const CheckInput *in, SmtpSetup *ret_setup, const OutgoingProbe **ret_probe,
            CheckState *ret_state)
{
  g_auto (SmtpSetup) setup = { 0 };
  g_autofree char *key = NULL;
  OutgoingQuestion question;

  if (!smtp_setup_read (in, &setup, ret_state))
    return FALSE;
  *ret_state = CHECK_DONE;
  if (setup.name.host == NULL || setup.way.port > 65535)
    return FALSE;
  question = outgoing_question_make (setup.name.host, setup.way.port, setup.server->security,
                                     in->policy->ca_file);
  key = outgoing_key (in->message->asked ? TRY_ASKED : TRY_IF_CHANGED, setup.server->id, &question);
  *ret_state = check_state_from_answer (evidence_outgoing_probe (in->evidence, key, ret_probe));
  if (*ret_probe == NULL)
    return FALSE;
  *ret_setup = setup;
  setup = (SmtpSetup){ 0 };
  return TRUE;
}

CheckState
check_sender_smtp_unreachable (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const OutgoingProbe *probe;
  CheckState state;
  const char *variant;

  if (!try_server (in, &setup, &probe, &state))
    return state;
  variant = outgoing_unreachable (probe);
  if (variant != NULL)
    {
      Finding *finding = add_finding (&setup, probe, out, variant);
      if (probe->fault == OUTGOING_FAULT_busy)
        finding_weak (finding, 0.6);
    }
  return CHECK_DONE;
}

CheckState
check_sender_smtp_tls (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const OutgoingProbe *probe;
  CheckState state;
  const char *variant;

  if (!try_server (in, &setup, &probe, &state))
    return check_state_told_once (state);
  variant = outgoing_unencrypted (probe);
  if (variant != NULL)
    add_finding (&setup, probe, out, variant);
  return CHECK_DONE;
}

/* In a network of one's own, and through a bridge on this machine, such a certificate is usual, and
 * Thunderbird may have been told to take it. */
CheckState
check_sender_smtp_certificate (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const OutgoingProbe *probe;
  CheckState state;
  const char *variant;

  if (!try_server (in, &setup, &probe, &state))
    return check_state_told_once (state);
  variant = outgoing_mistrusted (probe);
  if (variant != NULL)
    {
      Finding *finding = add_finding (&setup, probe, out, variant);
      if (setup.place != SMTP_PLACE_PUBLIC)
        finding_weak (finding, 0.6);
    }
  return CHECK_DONE;
}

CheckState
check_sender_smtp_login (const CheckInput *in, Findings *out)
{
  g_auto (SmtpSetup) setup = { 0 };
  const OutgoingProbe *probe;
  CheckState state;

  if (!try_server (in, &setup, &probe, &state))
    return check_state_told_once (state);
  if (outgoing_lacks_login (probe, setup.server->auth))
    add_finding (&setup, probe, out, NULL);
  return CHECK_DONE;
}
