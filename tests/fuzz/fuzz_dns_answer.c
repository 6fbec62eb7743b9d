/* SPDX-License-Identifier: MPL-2.0 */
#include <stdint.h>
#include "evidence/dns_answer.h"

/* Any bytes as a response of the DNS: an answer, with records if and only if it says FOUND, or none. The first byte chooses the type. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const DnsType types[] = { DNS_A, DNS_NS, DNS_PTR, DNS_MX, DNS_TXT, DNS_AAAA };
  g_autoptr (DnsAnswer) answer = NULL;
  g_autofree char *alias = NULL;
  DnsType type;

  if (size == 0)
    return 0;
  type = types[data[0] % G_N_ELEMENTS (types)];
  answer = dns_answer_read (data + 1, size - 1, type, &alias);
  if (answer == NULL)
    return 0;
  g_assert ((answer->status == DNS_FOUND) == (answer->records->len > 0));
  for (guint i = 0; i < answer->records->len; i++)
    {
      const DnsRecord *record = dns_answer_record (answer, i);
      g_assert ((record->text != NULL) == (type == DNS_TXT));
      g_assert ((record->name != NULL) == (type == DNS_MX || type == DNS_NS || type == DNS_PTR));
    }
  return 0;
}
