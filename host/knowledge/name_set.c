/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_set.h"

gboolean
name_set_contains_n (const NameSet *set, const char *name, gsize length)
{
  guint low = 0, high = set->length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const char *candidate = set->text + set->starts[middle];
      int order = strncmp (name, candidate, length);

      if (order == 0)
        order = candidate[length] == '\0' ? 0 : -1;
      if (order == 0)
        return TRUE;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return FALSE;
}

gboolean
name_set_contains (const NameSet *set, const char *name)
{
  return name_set_contains_n (set, name, strlen (name));
}
