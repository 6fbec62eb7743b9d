/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/dismissed.h"

struct Dismissed
{
  GHashTable *pairs; /* set of "code\naddress" */
};

Dismissed *
dismissed_new (void)
{
  Dismissed *dismissed = g_new0 (Dismissed, 1);
  dismissed->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return dismissed;
}

void
dismissed_free (Dismissed *dismissed)
{
  if (dismissed == NULL)
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
  question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
}
