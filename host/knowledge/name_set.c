/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_set.h"

static guint32
name_hash (const char *name, gsize length)
{
  guint32 hash = NAME_SET_HASH_BASIS;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) name[i]) * NAME_SET_HASH_PRIME;
  return hash;
}

gboolean
name_set_contains_n (const NameSet *set, const char *name, gsize length)
{
  for (guint32 slot = name_hash (name, length);; slot++)
    {
      guint32 start = set->slots[slot & set->mask];
      const char *candidate = set->text + start - 1;

      if (start == 0)
        return FALSE;
      if (strncmp (name, candidate, length) == 0 && candidate[length] == '\0')
        return TRUE;
    }
}

gboolean
name_set_contains (const NameSet *set, const char *name)
{
  return name_set_contains_n (set, name, strlen (name));
}
