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

/* The first entry that is not below @key. */
static guint
key_lower_bound (const KeyTable *table, const char *key, gsize length)
{
  guint low = 0, high = table->length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (key_compare (table, middle, key, length) <= 0)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
key_is_start (const KeyTable *table, guint i, const char *key, gsize length)
{
  return i < table->length && table->entries[i].length > length
         && memcmp (table->text + table->entries[i].start, key, length) == 0;
}

Country
key_table_find_start (const KeyTable *table, const char *key, gsize length, gboolean *ret_more)
{
  guint i = key_lower_bound (table, key, length);

  if (i < table->length && key_compare (table, i, key, length) == 0)
    {
      *ret_more = key_is_start (table, i + 1, key, length);
      return table->entries[i].country;
    }
  *ret_more = key_is_start (table, i, key, length);
  return COUNTRY_NONE;
}

Country
key_table_find (const KeyTable *table, const char *key, gsize length)
{
  gboolean more;

  return key_table_find_start (table, key, length, &more);
}

Country
key_table_find_longest (const KeyTable *table, const char *text, gsize length, gsize *ret_length)
{
  Country longest = COUNTRY_NONE;
  gboolean more = TRUE;

  for (gsize n = 1; n <= length && more; n++)
    {
      Country country;

      if (n < length && ((guchar) text[n] & 0xC0) == 0x80)
        continue; /* inside a character */
      country = key_table_find_start (table, text, n, &more);
      if (country != COUNTRY_NONE)
        {
          longest = country;
          *ret_length = n;
        }
    }
  return longest;
}
