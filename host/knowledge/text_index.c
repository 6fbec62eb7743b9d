/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/text_index.h"

typedef struct
{
  const char *text;
  guint hash;
  gint next; /* the place before this one in the same bucket */
} Entry;

struct TextIndex
{
  Entry *entries;
  guint length;
  gint *buckets; /* the last place in each, or TEXT_INDEX_NONE */
  guint mask;    /* number of buckets, a power of two, minus 1 */
};

/* Eight bytes a step: a letter a step, as g_str_hash () goes, is a seventh of what it takes to load
 * thousands of addresses. */
static guint
hash_text (const char *text)
{
  gsize length = strlen (text);
  guint64 hash = length, word;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  word = 0;
  memcpy (&word, text, length);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

TextIndex *
text_index_new (guint capacity)
{
  TextIndex *index = g_new (TextIndex, 1);
  guint buckets = 1u << g_bit_storage (capacity);

  index->entries = g_new (Entry, capacity);
  index->length = 0;
  index->buckets = g_new (gint, buckets);
  index->mask = buckets - 1;
  for (guint i = 0; i < buckets; i++)
    index->buckets[i] = TEXT_INDEX_NONE;
  return index;
}

void
text_index_free (TextIndex *index)
{
  if (index == NULL)
    return;
  g_free (index->entries);
  g_free (index->buckets);
  g_free (index);
}

static void
add (TextIndex *index, const char *text, guint hash)
{
  gint *bucket = &index->buckets[hash & index->mask];

  index->entries[index->length] = (Entry){ text, hash, *bucket };
  *bucket = (gint) index->length++;
}

void
text_index_add (TextIndex *index, const char *text)
{
  add (index, text, hash_text (text));
}

/* The first of @place and those before it in its bucket at which @text stands. */
static gint
find_from (const TextIndex *index, gint place, const char *text, guint hash)
{
  while (place != TEXT_INDEX_NONE
         && (index->entries[place].hash != hash || strcmp (index->entries[place].text, text) != 0))
    place = index->entries[place].next;
  return place;
}

gint
text_index_find (const TextIndex *index, const char *text)
{
  guint hash = hash_text (text);

  return find_from (index, index->buckets[hash & index->mask], text, hash);
}

gint
text_index_find_or_add (TextIndex *index, const char *text)
{
  guint hash = hash_text (text);
  gint place = find_from (index, index->buckets[hash & index->mask], text, hash);

  if (place == TEXT_INDEX_NONE)
    add (index, text, hash);
  return place;
}

gint
text_index_next (const TextIndex *index, gint place)
{
  const Entry *entry = &index->entries[place];

  return find_from (index, entry->next, entry->text, entry->hash);
}
