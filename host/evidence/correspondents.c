/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "evidence/correspondents.h"
#include "knowledge/mail_provider.h"
#include "knowledge/text_index.h"
#include "store.h"

typedef struct
{
  const char *name; /* (borrowed from a key) */
  guint addresses;
} Domain;

/* Thousands of rows are loaded while the first message waits, so they stand in arrays, and their
 * texts in one chunk. */
struct Correspondents
{
  guint references;
  GStringChunk *keys;
  GArray *rows;         /* Correspondent */
  GArray *domains;      /* Domain: of the known ones */
  TextIndex *by_key;    /* (nullable) of rows, as soon as they are all there */
  TextIndex *by_domain; /* (nullable) of domains, likewise */
  DomainIndex *index;   /* (nullable) correspondents_index (), once somebody has asked */
};

#define CHUNK_BYTES 16384

/* The share of recipients who are at domains that the user has written to, whatever their number;
 * but never less for one of them than this. */
#define CORRESPONDENTS_SHARE 0.3
#define CORRESPONDENT_SHARE_MIN 1e-4

gboolean
correspondent_is_known (const Correspondent *correspondent)
{
  return correspondent->sent > 0 || correspondent->in_address_book;
}

Correspondents *
correspondents_new (void)
{
  Correspondents *correspondents = g_new0 (Correspondents, 1);
  correspondents->references = 1;
  correspondents->keys = g_string_chunk_new (CHUNK_BYTES);
  correspondents->rows = g_array_new (FALSE, FALSE, sizeof (Correspondent));
  correspondents->domains = g_array_new (FALSE, FALSE, sizeof (Domain));
  return correspondents;
}

Correspondents *
correspondents_ref (Correspondents *correspondents)
{
  correspondents->references++;
  return correspondents;
}

void
correspondents_free (Correspondents *correspondents)
{
  if (correspondents == NULL || --correspondents->references > 0)
    return;
  domain_index_free (correspondents->index);
  text_index_free (correspondents->by_domain);
  text_index_free (correspondents->by_key);
  g_array_unref (correspondents->domains);
  g_array_unref (correspondents->rows);
  g_string_chunk_free (correspondents->keys);
  g_free (correspondents);
}

void
correspondents_add (Correspondents *correspondents, const char *key, guint sent, guint received,
                    gboolean in_address_book)
{
  const char *kept = g_string_chunk_insert (correspondents->keys, key);
  const char *at = strrchr (kept, '@');
  Correspondent row = { kept, at != NULL ? at + 1 : "", sent, received, in_address_book };

  g_array_append_val (correspondents->rows, row);
}

static void
count_at_domain (Correspondents *correspondents, const char *name)
{
  gint place = text_index_find_or_add (correspondents->by_domain, name);

  if (place == TEXT_INDEX_NONE)
    {
      Domain domain = { name, 1 };
      g_array_append_val (correspondents->domains, domain);
    }
  else
    g_array_index (correspondents->domains, Domain, place).addresses++;
}

void
correspondents_finish (Correspondents *correspondents)
{
  guint count = correspondents->rows->len;

  correspondents->by_key = text_index_new (count);
  correspondents->by_domain = text_index_new (count);
  for (guint i = 0; i < count; i++)
    {
      const Correspondent *row = &g_array_index (correspondents->rows, Correspondent, i);
      text_index_add (correspondents->by_key, row->key);
      if (correspondent_is_known (row))
        count_at_domain (correspondents, row->domain);
    }
}

guint
correspondents_count (const Correspondents *correspondents)
{
  return correspondents->rows->len;
}

const Correspondent *
correspondents_get (const Correspondents *correspondents, guint i)
{
  return &g_array_index (correspondents->rows, Correspondent, i);
}

const Correspondent *
correspondents_find (const Correspondents *correspondents, const char *key)
{
  gint place = text_index_find (correspondents->by_key, key);

  return place != TEXT_INDEX_NONE ? &g_array_index (correspondents->rows, Correspondent, place)
                                  : NULL;
}

guint
correspondents_at_domain (const Correspondents *correspondents, const char *ascii_domain)
{
  gint place = text_index_find (correspondents->by_domain, ascii_domain);

  return place != TEXT_INDEX_NONE ? g_array_index (correspondents->domains, Domain, place).addresses
                                  : 0;
}

const DomainIndex *
correspondents_index (const Correspondents *correspondents)
{
  Correspondents *cache
      = (Correspondents *) correspondents; /* all that a snapshot may still change */
  double share = CORRESPONDENTS_SHARE / MAX (cache->domains->len, 1);

  if (cache->index != NULL)
    return cache->index;
  cache->index = domain_index_new ();
  for (guint i = 0; i < cache->domains->len; i++)
    {
      const char *name = g_array_index (cache->domains, Domain, i).name;
      if (!mail_provider_is_real (name) && mail_provider_of_typosquat (name) == NULL)
        domain_index_add (cache->index, name, log (MAX (share, CORRESPONDENT_SHARE_MIN)),
                          LABEL_UNKNOWN);
    }
  domain_index_finish (cache->index);
  return cache->index;
}

void
source_correspondents (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  Correspondents *correspondents
      = sources->store != NULL ? store_correspondents (sources->store, &error) : NULL;

  if (correspondents != NULL)
    question_answer (question, ANSWER_KNOWN, correspondents, (GDestroyNotify) correspondents_free,
                     NULL);
  else if (sources->store == NULL || error != NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
  else
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}
