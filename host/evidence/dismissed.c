/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/dismissed.h"
#include "store.h"

struct Dismissed
{
  guint references;
  GHashTable *pairs; /* set of "code\naddress" */
};

Dismissed *
dismissed_new (void)
{
  Dismissed *dismissed = g_new0 (Dismissed, 1);
  dismissed->references = 1;
  dismissed->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return dismissed;
}

Dismissed *
dismissed_ref (Dismissed *dismissed)
{
  dismissed->references++;
  return dismissed;
}

void
dismissed_free (Dismissed *dismissed)
{
  if (dismissed == NULL || --dismissed->references > 0)
    return;
  g_hash_table_unref (dismissed->pairs);
  g_free (dismissed);
}

void
dismissed_add (Dismissed *dismissed, const char *code, const char *address_key)
{
  g_hash_table_add (dismissed->pairs, g_strconcat (code, "\n", address_key, NULL));
}

gboolean
dismissed_contains (const Dismissed *dismissed, const char *code, const char *address_key)
{
  g_autofree char *pair = g_strconcat (code, "\n", address_key, NULL);
  return g_hash_table_contains (dismissed->pairs, pair);
}

void
source_dismissed (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  Dismissed *dismissed = sources->store != NULL ? store_dismissed (sources->store, &error) : NULL;

  if (dismissed != NULL)
    question_answer (question, ANSWER_KNOWN, dismissed, (GDestroyNotify) dismissed_free, NULL);
  else if (sources->store == NULL || error != NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
  else
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}
