/* SPDX-License-Identifier: MPL-2.0 */
#include "told_once.h"
#include "checks.h"

struct ToldOnce
{
  GHashTable *keys[N_CHECKS]; /* (nullable) set of Finding.key */
};

ToldOnce *
told_once_new (void)
{
  return g_new0 (ToldOnce, 1);
}

void
told_once_free (ToldOnce *told)
{
  if (told == NULL)
    return;
  for (gsize i = 0; i < N_CHECKS; i++)
    g_clear_pointer (&told->keys[i], g_hash_table_unref);
  g_free (told);
}

void
told_once_note (ToldOnce *told, const Findings *findings)
{
  for (guint i = 0; i < findings_length (findings); i++)
    {
      const Finding *finding = findings_get (findings, i);
      GHashTable **keys = &told->keys[finding->check];

      if (!finding->once || finding->severity != SEVERITY_NOTICE || finding->key == NULL)
        continue;
      if (*keys == NULL)
        *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (*keys, g_strdup (finding->key));
    }
}

static gboolean
told_once_keep_check (Store *store, CheckId check, GHashTable *keys, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_ptr_array_add (codes, (gpointer) checks[check].id);
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!store_dismiss (store, codes, key, error))
      return FALSE;
  return TRUE;
}

gboolean
told_once_keep (ToldOnce *told, Store *store, GError **error)
{
  for (gsize i = 0; i < N_CHECKS; i++)
    if (told->keys[i] != NULL)
      {
        if (!told_once_keep_check (store, (CheckId) i, told->keys[i], error))
          return FALSE;
        g_clear_pointer (&told->keys[i], g_hash_table_unref);
      }
  return TRUE;
}
