/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/bounced.h"
#include "store_journal.h"

static void
bounced_address_free (BouncedAddress *address)
{
  g_free (address->reason);
  g_free (address->replacement);
  g_free (address);
}

GHashTable *
bounced_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) bounced_address_free);
}

const BouncedAddress *
bounced_find (const Bounced *bounced, const char *key)
{
  return g_hash_table_lookup (bounced->addresses, key);
}

static void
bounced_free (Bounced *bounced)
{
  g_hash_table_unref (bounced->addresses);
  g_free (bounced);
}

void
source_bounced (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  GHashTable *addresses = sources->store != NULL ? store_bounced (sources->store, &error) : NULL;
  Bounced *bounced;

  if (addresses == NULL)
    {
      gboolean unavailable = sources->store == NULL || error != NULL;
      question_answer (question, unavailable ? ANSWER_UNAVAILABLE : ANSWER_ABSENT, NULL, NULL,
                       unavailable ? "store" : NULL);
      return;
    }
  bounced = g_new0 (Bounced, 1);
  bounced->addresses = addresses;
  bounced->now = g_get_real_time () / G_USEC_PER_SEC;
  question_answer (question, ANSWER_KNOWN, bounced, (GDestroyNotify) bounced_free, NULL);
}
