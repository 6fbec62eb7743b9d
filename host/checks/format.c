/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"

/* The reader of addresses finds the faults (mail/address.c); these checks say them. */

/* Whether the same characters were named by a fault before that one. */
static gboolean
is_named_before (const Address *address, guint i)
{
  const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);

  for (guint j = 0; j < i; j++)
    {
      const AddressFault *earlier = &g_array_index (address->faults, AddressFault, j);
      if (earlier->kind == fault->kind && strcmp (earlier->detail, fault->detail) == 0)
        return TRUE;
    }
  return FALSE;
}

static Finding *
say_faults (const CheckInput *in, Findings *out, AddressFaultKind kind)
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
      if (fault->detail[0] != '\0' && !is_named_before (address, i))
        finding_param_add (finding, "characters", fault->detail);
      finding_mark (finding, fault->start, fault->length);
    }
  if (finding != NULL && address->repaired != NULL)
    finding_suggest (finding, address->repaired);
  return finding;
}

#define CHECK_FAULT(id, kind)                                                                      \
  CheckState check_##id (const CheckInput *in, Findings *out)                                      \
  {                                                                                                \
    say_faults (in, out, kind);                                                                    \
    return CHECK_DONE;                                                                             \
  }

CHECK_FAULT (format_invisible_character, FAULT_INVISIBLE_CHARACTER)
CHECK_FAULT (format_fullwidth, FAULT_FULLWIDTH)
CHECK_FAULT (format_multiple_at, FAULT_MULTIPLE_AT)
CHECK_FAULT (format_missing_at, FAULT_MISSING_AT)
CHECK_FAULT (format_missing_local_part, FAULT_MISSING_LOCAL_PART)
CHECK_FAULT (format_missing_domain, FAULT_MISSING_DOMAIN)
CHECK_FAULT (format_underscore_in_domain, FAULT_UNDERSCORE_IN_DOMAIN)
CHECK_FAULT (format_invalid_character, FAULT_INVALID_CHARACTER)
CHECK_FAULT (format_invalid_idn, FAULT_INVALID_IDN)

/* Of what stands between two addresses, the news is that there are two. */
static CheckState
say_stray (const CheckInput *in, Findings *out, AddressFaultKind kind)
{
  Finding *finding = say_faults (in, out, kind);

  if (finding != NULL && in->recipient->address->several)
    finding->variant = "several";
  return CHECK_DONE;
}

CheckState
check_format_whitespace (const CheckInput *in, Findings *out)
{
  return say_stray (in, out, FAULT_WHITESPACE);
}

/* Signs that RFC 5322 lets stand in a local part and that nobody has at the edge of a name: keys
 * around those of the "@" and of the tabulator, and what marks a word in a text. (A "/", "=" or "+"
 * there has its uses.) */
#define EDGE_SIGNS "`'#!^*~|"

/* "john#@company.com", "`john@company.com": valid, and most likely hit or copied along. */
static void
say_signs_at_edge (const Address *address, Findings *out)
{
  const char *local = address->local_part;
  gsize before = strspn (local, EDGE_SIGNS), end = strlen (local), length = end;
  g_autofree char *suggestion = NULL;
  Finding *finding;

  while (end > before && strchr (EDGE_SIGNS, local[end - 1]) != NULL)
    end--;
  if (end == before || (before == 0 && end == length) || !g_str_has_prefix (address->text, local))
    return;
  finding = findings_add (out);
  finding->variant = "edge";
  finding_weak (finding, 0.7);
  if (before > 0)
    finding_mark (finding, 0, before);
  if (end < length)
    finding_mark (finding, end, length - end);
  suggestion = g_strdup_printf ("%.*s@%s", (int) (end - before), local + before, address->domain);
  finding_suggest (finding, suggestion);
}

CheckState
check_format_stray_punctuation (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;

  if (address->faults->len == 0 && address->local_part != NULL && address->domain != NULL)
    say_signs_at_edge (address, out);
  return say_stray (in, out, FAULT_STRAY_PUNCTUATION);
}

CheckState
check_format_dots (const CheckInput *in, Findings *out)
{
  Finding *finding = say_faults (in, out, FAULT_DOTS);
  const AddressFault *fault = address_find_fault (in->recipient->address, FAULT_DOTS);

  if (finding != NULL && fault->length == 0)
    finding->variant = "missing";
  return CHECK_DONE;
}

CheckState
check_format_too_long (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  const AddressFault *fault = address_find_fault (address, FAULT_TOO_LONG);
  const char *at = strrchr (address->text, '@');
  Finding *finding;

  if (fault == NULL)
    return CHECK_DONE;
  finding = findings_add (out);
  finding_param (finding, "limit", fault->detail);
  if (at != NULL && fault->start > (gsize) (at - address->text))
    finding->variant = "domain";
  finding_mark (finding, fault->start, fault->length);
  return CHECK_DONE;
}

/* A well-formed IP address is no mistake, only rare; an ill-formed one leaves nothing to send to.
 */
CheckState
check_format_ip_literal (const CheckInput *in, Findings *out)
{
  Finding *finding = say_faults (in, out, FAULT_IP_LITERAL);

  if (finding != NULL && in->recipient->address->local_part != NULL)
    {
      finding->variant = "valid";
      finding_weak (finding, 0.2);
    }
  return CHECK_DONE;
}
