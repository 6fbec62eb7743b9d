/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

CheckState
check_sender_smtp_missing (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_smtp_host (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_smtp_port (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_smtp_security (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_smtp_auth (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_smtp_mismatch (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}
