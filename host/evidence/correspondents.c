/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "evidence/correspondents.h"
#include "knowledge/mail_provider.h"
#include "store.h"

struct Correspondents
{
  guint references;
  GHashTable *by_key;    /* key -> Correspondent */
  GHashTable *by_domain; /* ascii domain -> number of addresses */
  DomainIndex *index;    /* (nullable) correspondents_index (), once somebody has asked */
};

/* The share of recipients who are at domains that the user has written to, whatever their number;
 * but never less for one of them than this. */
#define CORRESPONDENTS_SHARE 0.3
#define CORRESPONDENT_SHARE_MIN 1e-4

static void
correspondent_free (Correspondent *correspondent)
{
  g_free (correspondent->key);
  g_free (correspondent);
}

Correspondents *
correspondents_new (void)
{
  Correspondents *correspondents = g_new0 (Correspondents, 1);
  correspondents->references = 1;
  correspondents->by_key
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) correspondent_free);
  correspondents->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
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
  g_hash_table_unref (correspondents->by_domain);
  g_hash_table_unref (correspondents->by_key);
  g_free (correspondents);
}

void
correspondents_add (Correspondents *correspondents, const char *key, guint sent, guint received,
                    gboolean in_address_book)
{
  Correspondent *known = g_hash_table_lookup (correspondents->by_key, key);

  g_clear_pointer (&correspondents->index, domain_index_free);
  if (known == NULL)
    {
      const char *at;
      gpointer count;

      known = g_new0 (Correspondent, 1);
      known->key = g_strdup (key);
      at = strrchr (known->key, '@');
      known->domain = at != NULL ? at + 1 : "";
      g_hash_table_insert (correspondents->by_key, known->key, known);
      count = g_hash_table_lookup (correspondents->by_domain, known->domain);
      g_hash_table_replace (correspondents->by_domain, (gpointer) known->domain,
                            GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  known->sent += sent;
  known->received += received;
  known->in_address_book |= in_address_book;
}

guint
correspondents_count (const Correspondents *correspondents)
{
  return g_hash_table_size (correspondents->by_key);
}

const Correspondent *
correspondents_find (const Correspondents *correspondents, const char *key)
{
  return g_hash_table_lookup (correspondents->by_key, key);
}

guint
correspondents_at_domain (const Correspondents *correspondents, const char *ascii_domain)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (correspondents->by_domain, ascii_domain));
}

void
correspondents_foreach_domain (const Correspondents *correspondents,
                               void (*func) (const char *ascii_domain, guint addresses,
                                             gpointer data),
                               gpointer data)
{
  GHashTableIter iter;
  gpointer domain, count;

  g_hash_table_iter_init (&iter, correspondents->by_domain);
  while (g_hash_table_iter_next (&iter, &domain, &count))
    func (domain, GPOINTER_TO_UINT (count), data);
}

const DomainIndex *
correspondents_index (const Correspondents *correspondents)
{
  Correspondents *cache
      = (Correspondents *) correspondents; /* all that a snapshot may still change */
  double share = CORRESPONDENTS_SHARE / MAX (g_hash_table_size (cache->by_domain), 1);
  GHashTableIter iter;
  gpointer domain;

  if (cache->index != NULL)
    return cache->index;
  cache->index = domain_index_new ();
  g_hash_table_iter_init (&iter, cache->by_domain);
  while (g_hash_table_iter_next (&iter, &domain, NULL))
    if (!mail_provider_is_real (domain) && mail_provider_of_typosquat (domain) == NULL)
      domain_index_add (cache->index, domain, log (MAX (share, CORRESPONDENT_SHARE_MIN)),
                        LABEL_UNKNOWN);
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
