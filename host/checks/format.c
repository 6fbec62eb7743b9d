/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"

/* The reader of addresses finds the faults (mail/address.c); these checks say them. */
static CheckState
check_fault (const CheckInput *in, Findings *out, AddressFaultKind kind)
{
  const Address *address = in->recipient->address;
  Finding *finding = NULL;

  for (guint i = 0; i < address->faults->len; i++)
    {
      const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);
      if (fault->kind != kind)
        continue;
      if (finding == NULL)
        finding = findings_add (out);
      if (fault->detail[0] != '\0')
        finding_param_add (finding, "characters", fault->detail);
      finding_mark (finding, fault->start, fault->length);
    }
  if (finding != NULL && address->repaired != NULL)
    finding_suggest (finding, address->repaired);
  return CHECK_DONE;
}

#define CHECK_FAULT(id, kind)                                                                       \
  CheckState check_##id (const CheckInput *in, Findings *out) { return check_fault (in, out, kind); }

CHECK_FAULT (format_whitespace, FAULT_WHITESPACE)
CHECK_FAULT (format_invisible_character, FAULT_INVISIBLE_CHARACTER)
CHECK_FAULT (format_fullwidth, FAULT_FULLWIDTH)
CHECK_FAULT (format_stray_punctuation, FAULT_STRAY_PUNCTUATION)
CHECK_FAULT (format_missing_at, FAULT_MISSING_AT)
CHECK_FAULT (format_multiple_at, FAULT_MULTIPLE_AT)
CHECK_FAULT (format_missing_local_part, FAULT_MISSING_LOCAL_PART)
CHECK_FAULT (format_missing_domain, FAULT_MISSING_DOMAIN)
CHECK_FAULT (format_underscore_in_domain, FAULT_UNDERSCORE_IN_DOMAIN)
CHECK_FAULT (format_dots, FAULT_DOTS)
CHECK_FAULT (format_invalid_character, FAULT_INVALID_CHARACTER)
CHECK_FAULT (format_too_long, FAULT_TOO_LONG)
CHECK_FAULT (format_ip_literal, FAULT_IP_LITERAL)
CHECK_FAULT (format_invalid_idn, FAULT_INVALID_IDN)
