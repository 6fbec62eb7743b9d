/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/dns_cache.h"

#define MAX_ENTRIES 20000
#define MIN_SECONDS 5 /* even of an answer with TTL 0: compose, look, press Send */
#define FAILURE_SECONDS 10

typedef struct
{
  DnsAnswer *answer; /* (nullable) */
  const char *why;
  gint64 until; /* monotonic time */
} Entry;

struct DnsCache
{
  GHashTable *entries; /* key -> Entry */
};

static void
entry_free (Entry *entry)
{
  dns_answer_unref (entry->answer);
  g_free (entry);
}

DnsCache *
dns_cache_new (void)
{
  DnsCache *cache = g_new0 (DnsCache, 1);
  cache->entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  return cache;
}

void
dns_cache_free (DnsCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

void
dns_cache_clear (DnsCache *cache)
{
  g_hash_table_remove_all (cache->entries);
}

void
dns_cache_put (DnsCache *cache, const char *key, DnsAnswer *answer, const char *why)
{
  Entry *entry = g_new0 (Entry, 1);
  guint seconds = answer != NULL ? MAX (answer->ttl, MIN_SECONDS) : FAILURE_SECONDS;

  if (g_hash_table_size (cache->entries) >= MAX_ENTRIES)
    dns_cache_clear (cache);
  entry->answer = answer != NULL ? dns_answer_ref (answer) : NULL;
  entry->why = why;
  entry->until = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  g_hash_table_replace (cache->entries, g_strdup (key), entry);
}

gboolean
dns_cache_get (DnsCache *cache, const char *key, DnsAnswer **ret_answer, const char **ret_why)
{
  const Entry *entry = g_hash_table_lookup (cache->entries, key);

  if (entry == NULL)
    return FALSE;
  if (entry->until < g_get_monotonic_time ())
    {
      g_hash_table_remove (cache->entries, key);
      return FALSE;
    }
  *ret_answer = entry->answer;
  *ret_why = entry->why;
  return TRUE;
}
