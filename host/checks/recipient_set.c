/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

CheckState
check_recipient_duplicate (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_too_many_visible (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_mixed_companies (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}
