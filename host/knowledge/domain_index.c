/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/domain_index.h"
#include "knowledge/domain_slip.h"
#include "knowledge/skeleton.h"
#include "knowledge/text_index.h"

/* Sorted by length, so that the near ones stand in one run; in it, the letters tell most of the far
 * ones from the near ones without a look at the text. A few thousand domains are passed in some
 * microseconds, which no cleverer structure that is as easy to read and to build does. */
struct DomainIndex
{
  GArray *entries; /* IndexedDomain, by length */
  guint first[DOMAIN_SLIP_MAX_LENGTH
              + 2];   /* of each length, the first entry; behind the last, the number of entries */
  TextIndex *shapes;  /* (nullable) of the entries, as is the next: made when all are there */
  TextIndex *domains; /* (nullable) */
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
  text_index_free (index->shapes);
  text_index_free (index->domains);
  g_free (index);
}

void
domain_index_add (DomainIndex *index, const char *domain, double log_share, DomainLabel label)
{
  gsize length = strlen (domain), label_length;
  const char *start;
  IndexedDomain entry = { .domain = domain, .log_share = log_share, .label = label };

  if (length > DOMAIN_SLIP_MAX_LENGTH || strchr (domain, '.') == NULL)
    return;
  start = domain_label (domain, length, &label_length);
  entry.length = length;
  entry.label_start = start - domain;
  entry.label_length = label_length;
  entry.letters = letters_of (domain, length);
  entry.shape = skeleton_of_label (start, label_length);
  g_array_append_val (index->entries, entry);
}

/* A counting sort: index->first tells where the entries of a length go. */
static void
sort_by_length (DomainIndex *index)
{
  guint next[G_N_ELEMENTS (index->first)];
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (IndexedDomain), index->entries->len);

  g_array_set_size (sorted, index->entries->len);
  for (guint i = 0; i < index->entries->len; i++)
    index->first[g_array_index (index->entries, IndexedDomain, i).length + 1]++;
  for (guint length = 1; length < G_N_ELEMENTS (index->first); length++)
    index->first[length] += index->first[length - 1];
  memcpy (next, index->first, sizeof next);
  for (guint i = 0; i < index->entries->len; i++)
    {
      const IndexedDomain *entry = &g_array_index (index->entries, IndexedDomain, i);
      g_array_index (sorted, IndexedDomain, next[entry->length]++) = *entry;
    }
  g_array_unref (index->entries);
  index->entries = sorted;
}

void
domain_index_finish (DomainIndex *index)
{
  sort_by_length (index);
  index->shapes = text_index_new (index->entries->len);
  index->domains = text_index_new (index->entries->len);
  for (guint i = 0; i < index->entries->len; i++)
    {
      const IndexedDomain *entry = &g_array_index (index->entries, IndexedDomain, i);
      text_index_add (index->shapes, entry->shape);
      text_index_add (index->domains, entry->domain);
    }
}

gboolean
domain_index_has (const DomainIndex *index, const char *domain)
{
  return text_index_find (index->domains, domain) != TEXT_INDEX_NONE;
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

static const IndexedDomain *
entry_at (const DomainIndex *index, gint place)
{
  return place != TEXT_INDEX_NONE ? &g_array_index (index->entries, IndexedDomain, place) : NULL;
}

const IndexedDomain *
domain_index_find_shape (const DomainIndex *index, const char *shape)
{
  return entry_at (index, text_index_find (index->shapes, shape));
}

const IndexedDomain *
domain_index_next_of_shape (const DomainIndex *index, const IndexedDomain *entry)
{
  gint place = (gint) (entry - &g_array_index (index->entries, IndexedDomain, 0));

  return entry_at (index, text_index_next (index->shapes, place));
}
