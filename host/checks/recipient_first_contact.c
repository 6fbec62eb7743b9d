/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

CheckState
check_recipient_first_contact (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_new_in_reply (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}
