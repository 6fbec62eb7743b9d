/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/dkim_key.h"
#include "mail/dmarc_record.h"
#include "mail/rsa_length.h"

/* Any bytes as a DMARC record, a DKIM key and an RSA key: each is read, and a fault lies inside. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static void
check_fault (const TagFault *fault, gsize length)
{
  g_assert (fault->what == NULL
            || (fault->start <= length && fault->length <= length - fault->start));
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  const char *text = (const char *) bytes;
  DmarcRecord record;
  TagFault fault;
  DkimKey key;

  if (length == 0)
    return 0;
  g_assert (!dmarc_record_is_one (text, length) || !dmarc_record_is_attempt (text, length));
  g_assert (dmarc_record_read (text, length, &record, &fault) == (fault.what == NULL));
  g_assert (record.policy <= DMARC_REJECT && record.missing_policy <= DMARC_REJECT);
  check_fault (&fault, length);
  if (dkim_key_is_one (text, length))
    {
      g_assert (dkim_key_read (text, length, &key, &fault) == (fault.what == NULL));
      check_fault (&fault, length);
      g_assert (!key.revoked || key.bits == 0);
    }
  g_assert (rsa_length (bytes, length) <= length * 8);
  return 0;
}
