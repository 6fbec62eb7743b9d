/* SPDX-License-Identifier: MPL-2.0 */
#include <stddef.h>
#include <stdint.h>
#include "verify/service.h"

/* What a service answers: two bytes of HTTP status, then its body. Nothing but a body under status 200 may say
 * anything of the address. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size < 2)
    return 0;
  for (int kind = 0; kind < N_VERIFY_KINDS; kind++)
    {
      guint status = (guint) (data[0] << 8 | data[1]);
      g_autofree char *body = g_strndup ((const char *) data + 2, size - 2);
      MailboxVerdict verdict = N_MAILBOX_VERDICTS;

      service_get ((VerifyKind) kind)->read (status, body, size - 2, "a@b.example", &verdict);
      g_assert (verdict < N_MAILBOX_VERDICTS);
      g_assert (status == 200 || !mailbox_verdict_is_sure (verdict));
    }
  return 0;
}
