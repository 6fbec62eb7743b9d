/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address.h"

/* Whatever stands in a field is read; faults lie within the text, a repair is an address without
 * fault, and the parts are there together or not at all. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static void
check_parts (const Address *address)
{
  gboolean named = address->ascii_domain != NULL;

  g_assert ((address->local_part != NULL) == (address->domain != NULL));
  g_assert (!named || address->local_part != NULL);
  g_assert (named == (address->tld != NULL) && named == (address->registrable != NULL));
  g_assert (!named || g_str_has_suffix (address->ascii_domain, address->registrable));
  g_assert (!named || g_str_has_suffix (address->registrable, address->tld));
  g_assert (address->repaired == NULL || (address->local_part != NULL && address->faults->len > 0));
  g_assert (address->display_name == NULL || g_utf8_validate (address->display_name, -1, NULL));
  g_assert (g_utf8_validate (address->text, -1, NULL));
}

static void
check_faults (const Address *address)
{
  gsize length = strlen (address->text), place = 0;

  for (guint i = 0; i < address->faults->len; i++)
    {
      const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);
      g_assert (fault->kind < N_FAULTS && fault->start >= place && fault->start <= length);
      g_assert (fault->length <= length - fault->start);
      g_assert (g_utf8_validate (address->text + fault->start, (gssize) fault->length, NULL));
      g_assert (g_utf8_validate (fault->detail, -1, NULL));
      place = fault->start;
    }
}

/* Whether nothing is wrong but, at most, that the domain is an IP address. */
static gboolean
is_faultless (const Address *address)
{
  const AddressFault *first
      = address->faults->len > 0 ? &g_array_index (address->faults, AddressFault, 0) : NULL;

  return address->repaired == NULL && address->local_part != NULL
         && (first == NULL || (first->kind == FAULT_IP_LITERAL && address->faults->len == 1));
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  g_autofree char *text = length > 0 ? g_strndup ((const char *) bytes, length) : g_strdup ("");
  g_autoptr (GPtrArray) list = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  list = address_list_read (text);
  g_assert (list->len > 0);
  for (guint i = 0; i < list->len; i++)
    {
      const Address *address = g_ptr_array_index (list, i);
      g_autoptr (GPtrArray) again
          = address->repaired != NULL ? address_list_read (address->repaired) : NULL;

      check_parts (address);
      check_faults (address);
      g_assert (again == NULL || (again->len > 1) == address->several);
      for (guint j = 0; again != NULL && j < again->len; j++)
        g_assert (is_faultless (g_ptr_array_index (again, j)));
    }
  return 0;
}
