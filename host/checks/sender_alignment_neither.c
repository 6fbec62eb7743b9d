/* SPDX-License-Identifier: MPL-2.0 */
#include "dmarc_alignment.h"
#include "sender_domain.h"

/* The user's own mail was seen to be sent and signed in the name of other domains than From's
 * (RFC 9989 4.4), whose policy then has receivers refuse it. What is not known for certain is the
 * report's matter. */

CheckState
check_sender_alignment_neither (const CheckInput *in, Findings *out)
{
  const char *domain = sender_domain_of (in->message);
  g_auto (DmarcAlignment) found = { ALIGNMENT_UNKNOWN };
  AnswerState state;
  Finding *finding;

  if (domain == NULL)
    return CHECK_DONE;
  state = dmarc_alignment_find (in->evidence, domain, &found);
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  if (found.spf != ALIGNMENT_NO || found.dkim != ALIGNMENT_NO || found.policy == DMARC_NONE)
    return CHECK_DONE;
  finding = sender_domain_finding (in, out, NULL);
  finding_param (finding, "envelope", found.envelope);
  finding_param (finding, "signer", found.signer);
  finding_param (finding, "policy", dmarc_policy_name (found.policy));
  return CHECK_DONE;
}
