/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_fault.h"
#include "mail/address_repair.h"

/* What was copied along comes off first, from the outside inwards; then every character stands for
 * what it means; then the parts are mended. */
static void (*const repairs[]) (Draft *) = {
  repair_invisible, repair_spelled,  repair_comments,    repair_edges,  repair_lead,
  repair_edges,     repair_comments, repair_substitutes, repair_blanks, repair_at,
  repair_dots,      repair_domain,   repair_www,
};

/* Appends the faults of the mended text as faults of the text as typed. */
static void
carry_over (const Draft *draft, const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      AddressFault fault = g_array_index (found, AddressFault, i);
      gsize end = draft_place (draft, fault.start + fault.length);

      fault.start = draft_place (draft, fault.start);
      fault.length = fault.length > 0 ? MAX (end, fault.start) - fault.start : 0;
      g_array_append_val (draft->faults, fault);
    }
}

char *
address_repair (const char *text, GArray *faults, AddressReading *reading)
{
  g_auto (Draft) draft = { .text = NULL };
  g_autoptr (GArray) left = g_array_new (FALSE, TRUE, sizeof (AddressFault));
  g_autofree char *mended = NULL;

  if (strlen (text) > DRAFT_MAX_OCTETS)
    {
      address_grammar_read (text, strlen (text), faults, reading);
      return NULL;
    }
  draft_init (&draft, text, faults);
  for (gsize i = 0; i < G_N_ELEMENTS (repairs); i++)
    repairs[i](&draft);
  mended = draft_string (&draft);
  address_grammar_read (mended, strlen (mended), left, reading);
  carry_over (&draft, left);
  address_faults_finish (faults);
  return reading->valid && !g_str_equal (mended, text) ? g_steal_pointer (&mended) : NULL;
}
