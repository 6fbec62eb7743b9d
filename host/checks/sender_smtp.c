/* SPDX-License-Identifier: MPL-2.0 */
#include "smtp_setup.h"

CheckState
check_sender_smtp_missing (const CheckInput *in, Findings *out)
{
  const char *identity = in->message->identity != NULL ? in->message->identity : "";
  const Address *from = in->message->from;
  const SmtpProvider *provider = NULL;
  const OutgoingServer *server;
  Finding *finding;
  AnswerState state = evidence_outgoing_server (in->evidence, identity, &server);

  if (state != ANSWER_ABSENT)
    return check_state_from_answer (state);
  if (from != NULL && from->ascii_domain != NULL)
    provider = smtp_provider_of_domain (from->ascii_domain);
  finding = findings_add_sender (out, SUBJECT_SMTP, from != NULL ? from->text : "");
  if (provider != NULL)
    {
      finding->variant = "known";
      finding_param (finding, "from_domain", from->domain);
      smtp_setup_suggest_provider (finding, provider);
    }
  return CHECK_DONE;
}
