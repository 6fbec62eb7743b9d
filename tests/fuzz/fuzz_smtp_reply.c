/* SPDX-License-Identifier: MPL-2.0 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "mail/mailbox_verdict.h"
#include "mail/smtp_capabilities.h"

/* What a mail server says, reply after reply; each must hold what its header promises. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = (const char *) data;
  gsize left = size;

  for (;;)
    {
      g_auto (SmtpReply) reply = { 0 };
      g_auto (SmtpCapabilities) capabilities = { 0 };
      g_autofree char *text = NULL;
      gsize used = 0;

      if (smtp_reply_read (bytes, left, &reply, &used) != SMTP_REPLY_WHOLE)
        return 0;
      g_assert (used > 0 && used <= left);
      g_assert (reply.code >= 200 && reply.code < 600 && reply.lines->len > 0);
      text = smtp_reply_text (&reply);
      g_assert (g_utf8_validate (text, -1, NULL) && strpbrk (text, "\r\n\033") == NULL);
      smtp_capabilities_read (&reply, &capabilities);
      g_assert (capabilities.size >= 0);
      if (reply.code >= 400)
        g_assert (mailbox_verdict_of_reply (&reply) != MAILBOX_takes);
      bytes += used;
      left -= used;
    }
}
