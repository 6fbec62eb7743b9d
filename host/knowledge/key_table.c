/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/key_table.h"

/* Below, at or above the entry, in the order of bytes. */
static int
key_compare (const KeyTable *table, guint i, const char *key, gsize length)
{
  const KeyEntry *entry = &table->entries[i];
  int order = memcmp (key, table->text + entry->start, MIN (length, entry->length));

  if (order != 0)
    return order;
  return length < entry->length ? -1 : length > entry->length;
}

Country
key_table_find (const KeyTable *table, const char *key, gsize length)
{
  guint low = 0, high = table->length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = key_compare (table, middle, key, length);

      if (order == 0)
        return table->entries[middle].country;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return COUNTRY_NONE;
}

Country
key_table_find_longest (const KeyTable *table, const char *text, gsize length, gsize *ret_length)
{
  Country longest = COUNTRY_NONE;

  /* Names of places are short: 40 bytes are 13 Han characters. */
  for (gsize n = 1; n <= MIN (length, 40); n++)
    {
      Country country;

      if (n < length && ((guchar) text[n] & 0xC0) == 0x80)
        continue; /* inside a character */
      country = key_table_find (table, text, n);
      if (country != COUNTRY_NONE)
        {
          longest = country;
          *ret_length = n;
        }
    }
  return longest;
}
