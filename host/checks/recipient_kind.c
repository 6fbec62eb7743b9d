/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

CheckState
check_recipient_disposable (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_no_reply (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_reserved_domain (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_recipient_untrusted (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}
