/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dns_cache.h"
#include "evidence/dns_channel.h"
#include "evidence/dns_honesty.h"
#include "evidence/network_changes.h"
#include "evidence/resolver.h"

#define MAX_UNDER_WAY                                                                              \
  64 /* a burst of more overflows a server's socket, and what is lost waits a whole try */
#define MAX_ALIAS_HOPS 8
#define SILENT_AFTER 6    /* unanswered questions in a row that make a resolver a silent one */
#define SILENT_SECONDS 15 /* how long it is then left alone */

typedef struct
{
  ResolverDone *done;
  gpointer data;
} Waiter;

/* One question, with everybody who wants its answer. */
typedef struct
{
  Resolver *resolver;
  DnsType type;
  char *key;  /* "MX example.org" */
  char *name; /* what is asked for now: the end of the aliases followed so far */
  guint hops;
  GArray *waiters; /* Waiter */
  DnsAnswer *answer;
  const char *why;
} Lookup;

struct Resolver
{
  char *server; /* (nullable) */
  DnsChannel *channel;
  NetworkChanges *changes;
  DnsCache *cache;
  DnsHonesty *honesty;
  GHashTable *lookups; /* key -> Lookup: not told yet */
  GQueue queue;        /* Lookup: not asked yet */
  GQueue held;         /* Lookup: answered, but nobody knows yet whether the resolver lies */
  guint under_way;
  guint unanswered;    /* time-outs since the last answer */
  gint64 silent_until; /* monotonic time */
};

static void resolver_pump (Resolver *resolver);

static void
lookup_free (Lookup *lookup)
{
  g_free (lookup->key);
  g_free (lookup->name);
  g_array_unref (lookup->waiters);
  dns_answer_unref (lookup->answer);
  g_free (lookup);
}

/* Everybody is told and the lookup is gone. A waiter may ask again from within. */
static void
lookup_end (Lookup *lookup)
{
  Resolver *resolver = lookup->resolver;

  if (dns_honesty_state (resolver->honesty) == DNS_LIES)
    {
      g_clear_pointer (&lookup->answer, dns_answer_unref);
      lookup->why = "dns_lies";
    }
  dns_cache_put (resolver->cache, lookup->key, lookup->answer, lookup->why);
  g_hash_table_steal (resolver->lookups, lookup->key);
  for (guint i = 0; i < lookup->waiters->len; i++)
    {
      const Waiter *waiter = &g_array_index (lookup->waiters, Waiter, i);
      waiter->done (lookup->answer, lookup->why, waiter->data);
    }
  lookup_free (lookup);
}

/* An answer waits until it is known whether the resolver can be believed; what is no answer need
 * not. */
static void
lookup_answered (Lookup *lookup)
{
  if (lookup->answer != NULL && dns_honesty_state (lookup->resolver->honesty) == DNS_ASKING)
    g_queue_push_tail (&lookup->resolver->held, lookup);
  else
    lookup_end (lookup);
}

static void
resolver_honesty_known (gpointer data)
{
  Resolver *resolver = data;
  Lookup *lookup;

  while ((lookup = g_queue_pop_head (&resolver->held)) != NULL)
    lookup_end (lookup);
}

static void
resolver_count_silence (Resolver *resolver, const char *why)
{
  if (g_strcmp0 (why, "dns_timeout") != 0)
    resolver->unanswered = 0;
  else if (++resolver->unanswered >= SILENT_AFTER)
    resolver->silent_until = g_get_monotonic_time () + SILENT_SECONDS * G_USEC_PER_SEC;
}

/* TRUE if the lookup goes on with another name. */
static gboolean
lookup_follow (Lookup *lookup, const char *alias)
{
  if (alias == NULL)
    return FALSE;
  if (++lookup->hops > MAX_ALIAS_HOPS)
    {
      g_clear_pointer (&lookup->answer, dns_answer_unref);
      lookup->why = "dns_alias_loop";
      return FALSE;
    }
  g_free (lookup->name);
  lookup->name = g_strdup (alias);
  g_clear_pointer (&lookup->answer, dns_answer_unref);
  g_queue_push_tail (&lookup->resolver->queue, lookup);
  return TRUE;
}

static void
lookup_done (DnsAnswer *answer, const char *alias, const char *why, gpointer data)
{
  Lookup *lookup = data;
  Resolver *resolver = lookup->resolver;

  resolver->under_way--;
  resolver_count_silence (resolver, why);
  lookup->answer = answer != NULL ? dns_answer_ref (answer) : NULL;
  lookup->why = why;
  if (!lookup_follow (lookup, alias))
    lookup_answered (lookup);
  resolver_pump (resolver);
}

static gboolean
resolver_is_silent (const Resolver *resolver)
{
  return resolver->silent_until > g_get_monotonic_time ();
}

static void
resolver_pump (Resolver *resolver)
{
  Lookup *lookup;

  while (resolver->under_way < MAX_UNDER_WAY
         && (lookup = g_queue_pop_head (&resolver->queue)) != NULL)
    {
      if (resolver_is_silent (resolver))
        {
          lookup->why = "dns_timeout";
          lookup_end (lookup);
          continue;
        }
      resolver->under_way++;
      dns_channel_ask (resolver->channel, lookup->type, lookup->name, lookup_done, lookup);
    }
}

/* A new network may have other servers, other answers and other liars. What is under way at the old
 * servers is told "dns_timeout" by them. */
static void
resolver_start_anew (Resolver *resolver)
{
  DnsChannel *old = resolver->channel;

  resolver->channel = dns_channel_new (resolver->server);
  g_assert (resolver->channel != NULL); /* the same server was good before */
  dns_channel_free (old);
  resolver->unanswered = 0;
  resolver->silent_until = 0;
  dns_cache_clear (resolver->cache);
  dns_honesty_forget (resolver->honesty, resolver->channel);
}

void
resolver_ask (Resolver *resolver, DnsType type, const char *name, ResolverDone *done, gpointer data)
{
  Waiter waiter = { done, data };
  g_autofree char *key = g_strconcat (dns_type_name (type), " ", name, NULL);
  const char *why;
  DnsAnswer *answer;
  Lookup *lookup;

  if (network_changes_happened (resolver->changes))
    resolver_start_anew (resolver);
  if (dns_cache_get (resolver->cache, key, &answer, &why))
    {
      done (answer, why, data);
      return;
    }
  lookup = g_hash_table_lookup (resolver->lookups, key);
  if (lookup == NULL)
    {
      lookup = g_new0 (Lookup, 1);
      lookup->resolver = resolver;
      lookup->type = type;
      lookup->key = g_steal_pointer (&key);
      lookup->name = g_strdup (name);
      lookup->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
      g_hash_table_insert (resolver->lookups, lookup->key, lookup);
      g_queue_push_tail (&resolver->queue, lookup);
    }
  g_array_append_val (lookup->waiters, waiter);
  if (!resolver_is_silent (resolver))
    dns_honesty_ask (resolver->honesty);
  resolver_pump (resolver);
}

Resolver *
resolver_new (const char *server)
{
  gboolean systems = server == NULL || *server == '\0';
  DnsChannel *channel = dns_channel_new (systems ? NULL : server);
  Resolver *resolver;

  if (channel == NULL)
    return NULL;
  resolver = g_new0 (Resolver, 1);
  resolver->server = systems ? NULL : g_strdup (server);
  resolver->channel = channel;
  resolver->changes = network_changes_new (systems);
  resolver->cache = dns_cache_new ();
  resolver->honesty = dns_honesty_new (channel, resolver_honesty_known, resolver);
  resolver->lookups = g_hash_table_new (g_str_hash, g_str_equal);
  return resolver;
}

Resolver *
resolver_open (const char *server, const char **ret_misnamed)
{
  const char *named = g_getenv ("LASTMILE_RESOLVER");
  Resolver *resolver;

  *ret_misnamed = NULL;
  if (named == NULL || *named == '\0')
    return resolver_new (server);
  if (strcmp (named, "off") == 0)
    return NULL;
  resolver = resolver_new (named);
  if (resolver == NULL)
    *ret_misnamed = named;
  return resolver;
}

void
resolver_free (Resolver *resolver)
{
  Lookup *lookup;

  if (resolver == NULL)
    return;
  resolver->silent_until = G_MAXINT64; /* what is queued is not asked any more */
  dns_channel_free (resolver->channel);
  while ((lookup = g_queue_pop_head (&resolver->queue)) != NULL)
    {
      lookup->why = "dns_timeout";
      lookup_end (lookup);
    }
  resolver_honesty_known (resolver);
  dns_honesty_free (resolver->honesty);
  dns_cache_free (resolver->cache);
  network_changes_free (resolver->changes);
  g_hash_table_unref (resolver->lookups);
  g_free (resolver->server);
  g_free (resolver);
}
