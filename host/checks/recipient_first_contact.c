/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "company.h"
#include "evidence/correspondents.h"

CheckState
check_recipient_first_contact (const CheckInput *in, Findings *out)
{
  const Correspondents *correspondents;
  const Correspondent *met;
  g_autofree char *key = NULL;
  AnswerState state;
  Finding *finding;

  if (!company_is_outside (in, in->recipient))
    return CHECK_DONE;
  state = evidence_correspondents (in->evidence, "", &correspondents);
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  key = address_key (in->recipient->address);
  met = key != NULL ? correspondents_find (correspondents, key) : NULL;
  if (key == NULL || (met != NULL && correspondent_is_known (met)))
    return CHECK_DONE;
  finding = findings_add (out);
  finding_param (finding, "domain", in->recipient->address->domain);
  if (met == NULL)
    return CHECK_DONE;
  finding->variant = "heard";
  finding_param_int (finding, "count", met->received);
  return CHECK_DONE;
}

/* Whether somebody of the same company (at a free mail service: the same person) took part in the
 * message that is replied to. */
static gboolean
took_part (const Message *message, const Address *address)
{
  for (guint i = 0; i < message->original->len; i++)
    if (company_same (address, g_ptr_array_index (message->original, i)))
      return TRUE;
  return message_original_has (message, address);
}

CheckState
check_recipient_new_in_reply (const CheckInput *in, Findings *out)
{
  if (in->message->kind != MESSAGE_REPLY || in->message->original->len == 0
      || !company_is_outside (in, in->recipient) || took_part (in->message, in->recipient->address))
    return CHECK_DONE;
  finding_param (findings_add (out), "domain", in->recipient->address->domain);
  return CHECK_DONE;
}
