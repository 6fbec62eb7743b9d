/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

CheckState
check_sender_free_mail (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}

CheckState
check_sender_unprofessional (const CheckInput *in, Findings *out)
{
  return CHECK_DONE;
}
