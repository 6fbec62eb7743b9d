/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "company.h"

CheckState
check_sender_free_mail (const CheckInput *in, Findings *out)
{
  const Address *from = in->message->from;
  Finding *finding;

  if (from == NULL || !from->is_free_mail || !company_is_addressed (in->message))
    return CHECK_DONE;
  finding = findings_add_sender (out, SUBJECT_FROM, from->text);
  finding->once = TRUE;
  finding_param (finding, "domain", from->domain);
  return CHECK_DONE;
}
