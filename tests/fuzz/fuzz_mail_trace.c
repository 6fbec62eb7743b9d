/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/mail_trace_json.h"

/* Any bytes as a mail and as a bounce: what is read has its bounds, and comes whole through the
 * JSON that takes it out of the reader's child. The bytes as that JSON, too. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static void
check_name (const char *name)
{
  g_assert (name == NULL || (mail_trace_is_name (name) && strlen (name) <= MAIL_TRACE_MAX_DOMAIN));
}

static void
check_trace (const MailTrace *trace)
{
  check_name (trace->from);
  check_name (trace->envelope);
  g_assert (trace->message_id == NULL || strlen (trace->message_id) <= MAIL_TRACE_MAX_ID);
  g_assert (trace->signatures->len <= MAIL_TRACE_MAX_SIGNATURES);
  for (guint i = 0; i < trace->signatures->len; i++)
    {
      const MailSignature *signature = trace->signatures->pdata[i];
      g_assert (signature->domain != NULL && signature->selector != NULL);
      check_name (signature->domain);
      check_name (signature->selector);
    }
}

static void
read_mail (const char *mail, gsize length, gboolean returned)
{
  g_autoptr (MailTrace) trace = mail_trace_read (mail, length, returned), read = NULL;
  g_autofree char *printed = mail_trace_print (trace), *again = NULL;

  g_assert (returned || trace != NULL);
  if (trace != NULL)
    check_trace (trace);
  g_assert (mail_trace_parse (printed, strlen (printed), &read));
  again = mail_trace_print (read);
  g_assert (strcmp (printed, again) == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  const char *text = (const char *) bytes;
  g_autoptr (MailTrace) parsed = NULL;

  read_mail (text, length, FALSE);
  read_mail (text, length, TRUE);
  if (mail_trace_parse (text, length, &parsed) && parsed != NULL)
    check_trace (parsed);
  return 0;
}
