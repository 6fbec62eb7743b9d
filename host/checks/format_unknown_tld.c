/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "mail/address_domain.h"
#include "mail/ending.h"
#include "mail/reserved_domain.h"

/* Suggests the address with another domain. Where several were typed into one, parting them comes
 * first. */
static void
suggest_domain (Finding *finding, const Address *address, const char *domain)
{
  g_autofree char *suggestion = NULL;

  if (address->several)
    finding_suggest (finding, address->repaired);
  else if (domain != NULL)
    {
      suggestion = g_strconcat (address->local_part, "@", domain, NULL);
      finding_suggest (finding, suggestion);
    }
}

/* Marks the last @labels labels in the text as typed, if they stand there like that. */
static void
mark_ending (Finding *finding, const Address *address, const char *ending)
{
  gsize length = strlen (address->text), count = strlen (ending);

  if (length >= count && g_ascii_strcasecmp (address->text + length - count, ending) == 0)
    finding_mark (finding, length - count, count);
}

/* The last @labels labels of @domain. */
static const char *
ending_of (const char *domain, guint labels)
{
  const char *tail = domain + strlen (domain);

  while (tail > domain && !(tail[-1] == '.' && --labels == 0))
    tail--;
  return tail;
}

CheckState
check_format_unknown_tld (const CheckInput *in, Findings *out)
{
  static const char *const variants[]
      = { [ENDING_RETIRED] = "retired", [ENDING_SUFFIX] = "suffix", [ENDING_MISSING] = "no_dot" };
  const Address *address = in->recipient->address;
  g_autofree char *corrected = NULL;
  EndingState state;
  Finding *finding;
  const char *ending;

  if (address->ascii_domain == NULL
      || domain_is_numeric (address->ascii_domain, strlen (address->ascii_domain))
      || reserved_domain_find (address->ascii_domain) != NULL)
    return CHECK_DONE;
  state = ending_state (address->ascii_domain);
  if (state == ENDING_KNOWN)
    return CHECK_DONE;
  finding = findings_add (out);
  ending = ending_of (address->domain, state == ENDING_SUFFIX ? 2 : 1);
  if (state != ENDING_UNKNOWN)
    finding->variant = variants[state];
  finding_param (finding, "tld", ending);
  if (state != ENDING_MISSING)
    mark_ending (finding, address, ending);
  if (state == ENDING_RETIRED)
    finding_weak (finding, 0.8); /* an old address, and no slip */
  corrected = ending_correct (address->ascii_domain);
  suggest_domain (finding, address, corrected);
  return CHECK_DONE;
}
