/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/domain_index.h"
#include "knowledge/domain_slip.h"
#include "knowledge/skeleton.h"

/* Sorted by length, so that the near ones stand in one run; in it, the letters tell most of the far
 * ones from the near ones without a look at the text. A few thousand domains are passed in some
 * microseconds, which no cleverer structure that is as easy to read and to build does. */
struct DomainIndex
{
  GArray *entries; /* IndexedDomain, by length */
  guint first[DOMAIN_SLIP_MAX_LENGTH
              + 2]; /* of each length, the first entry; behind the last, the number of entries */
  GHashTable *by_shape; /* shape -> 1 + place of the first entry */
  GHashTable *domains;  /* set of the domains */
};

#define MAX_DIFFERENT_LETTERS 4 /* two substitutions take two letters out and bring two in */

/* One bit a character; digits and hyphen share the last ones. */
static guint32
letters_of (const char *text, gsize length)
{
  guint32 letters = 0;

  for (gsize i = 0; i < length; i++)
    letters |= 1u << (g_ascii_islower (text[i]) ? text[i] - 'a' : 26 + (guchar) text[i] % 6);
  return letters;
}

DomainIndex *
domain_index_new (void)
{
  DomainIndex *index = g_new0 (DomainIndex, 1);

  index->entries = g_array_new (FALSE, FALSE, sizeof (IndexedDomain));
  index->by_shape = g_hash_table_new (g_str_hash, g_str_equal);
  index->domains = g_hash_table_new (g_str_hash, g_str_equal);
  return index;
}

void
domain_index_free (DomainIndex *index)
{
  if (index == NULL)
    return;
  for (guint i = 0; i < index->entries->len; i++)
    g_free ((char *) g_array_index (index->entries, IndexedDomain, i).shape);
  g_array_unref (index->entries);
  g_hash_table_unref (index->by_shape);
  g_hash_table_unref (index->domains);
  g_free (index);
}

void
domain_index_add (DomainIndex *index, const char *domain, double log_share, DomainLabel label)
{
  gsize length = strlen (domain), label_length;
  const char *start;
  IndexedDomain entry
      = { .domain = domain, .log_share = log_share, .label = label, .next_of_shape = -1 };

  if (length > DOMAIN_SLIP_MAX_LENGTH || strchr (domain, '.') == NULL
      || !g_hash_table_add (index->domains, (gpointer) domain))
    return;
  start = domain_label (domain, length, &label_length);
  entry.length = length;
  entry.label_start = start - domain;
  entry.label_length = label_length;
  entry.letters = letters_of (domain, length);
  entry.shape = skeleton_of_label (start, label_length);
  g_array_append_val (index->entries, entry);
}

static gint
by_length (gconstpointer a, gconstpointer b)
{
  return ((const IndexedDomain *) a)->length - ((const IndexedDomain *) b)->length;
}

void
domain_index_finish (DomainIndex *index)
{
  guint place = 0;

  g_array_sort (index->entries, by_length);
  for (guint length = 0; length < G_N_ELEMENTS (index->first); length++)
    {
      while (place < index->entries->len
             && g_array_index (index->entries, IndexedDomain, place).length < length)
        place++;
      index->first[length] = place;
    }
  for (guint i = 0; i < index->entries->len; i++)
    {
      IndexedDomain *entry = &g_array_index (index->entries, IndexedDomain, i);
      entry->next_of_shape
          = GPOINTER_TO_INT (g_hash_table_lookup (index->by_shape, entry->shape)) - 1;
      g_hash_table_replace (index->by_shape, (gpointer) entry->shape, GINT_TO_POINTER (i + 1));
    }
}

gboolean
domain_index_has (const DomainIndex *index, const char *domain)
{
  return g_hash_table_contains (index->domains, domain);
}

void
domain_index_foreach_near (const DomainIndex *index, const char *typed, gsize length,
                           DomainIndexFunc *func, gpointer data)
{
  guint32 letters = letters_of (typed, length);
  gsize shortest = length > 2 ? length - 2 : 0;
  gsize longest = MIN (length + 2, DOMAIN_SLIP_MAX_LENGTH);

  if (length > DOMAIN_SLIP_MAX_LENGTH)
    return;
  for (guint i = index->first[shortest]; i < index->first[longest + 1]; i++)
    {
      const IndexedDomain *entry = &g_array_index (index->entries, IndexedDomain, i);
      if (__builtin_popcount (letters ^ entry->letters) <= MAX_DIFFERENT_LETTERS)
        func (entry, data);
    }
}

const IndexedDomain *
domain_index_find_shape (const DomainIndex *index, const char *shape)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index->by_shape, shape));

  return place > 0 ? &g_array_index (index->entries, IndexedDomain, place - 1) : NULL;
}

const IndexedDomain *
domain_index_next_of_shape (const DomainIndex *index, const IndexedDomain *entry)
{
  return entry->next_of_shape >= 0
             ? &g_array_index (index->entries, IndexedDomain, entry->next_of_shape)
             : NULL;
}
