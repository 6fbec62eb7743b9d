/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/correspondents.h"

struct Correspondents
{
  GHashTable *by_key;    /* key -> Correspondent */
  GHashTable *by_domain; /* ascii domain -> number of addresses */
};

static void
correspondent_free (Correspondent *correspondent)
{
  g_free (correspondent->key);
  g_free (correspondent->domain);
  g_free (correspondent);
}

Correspondents *
correspondents_new (void)
{
  Correspondents *correspondents = g_new0 (Correspondents, 1);
  correspondents->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) correspondent_free);
  correspondents->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
  return correspondents;
}

void
correspondents_free (Correspondents *correspondents)
{
  if (correspondents == NULL)
    return;
  g_hash_table_unref (correspondents->by_domain);
  g_hash_table_unref (correspondents->by_key);
  g_free (correspondents);
}

void
correspondents_add (Correspondents *correspondents, const char *key, guint sent, guint received,
                    gboolean in_address_book)
{
  Correspondent *known = g_hash_table_lookup (correspondents->by_key, key);

  if (known == NULL)
    {
      const char *at = strrchr (key, '@');
      gpointer count;

      known = g_new0 (Correspondent, 1);
      known->key = g_strdup (key);
      known->domain = g_strdup (at != NULL ? at + 1 : "");
      g_hash_table_insert (correspondents->by_key, known->key, known);
      count = g_hash_table_lookup (correspondents->by_domain, known->domain);
      g_hash_table_replace (correspondents->by_domain, known->domain,
                            GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  known->sent += sent;
  known->received += received;
  known->in_address_book |= in_address_book;
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
                               void (*func) (const char *ascii_domain, guint addresses, gpointer data),
                               gpointer data)
{
  GHashTableIter iter;
  gpointer domain, count;

  g_hash_table_iter_init (&iter, correspondents->by_domain);
  while (g_hash_table_iter_next (&iter, &domain, &count))
    func (domain, GPOINTER_TO_UINT (count), data);
}

void
source_correspondents (Sources *sources, Question *question)
{
  question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
}
