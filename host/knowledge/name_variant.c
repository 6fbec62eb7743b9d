/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_variant.h"

typedef struct
{
  char name[16];
  guint16 group;
} NameVariant;

/* Sorted by name, then group. */
static const NameVariant rows[] = {
#define NAME_VARIANT(name, group) { name, group },
#include "name_variant_rows.def"
#undef NAME_VARIANT
};

/* The first row of @name; the number of rows if there is none. */
static guint
first_row (const char *name)
{
  guint low = 0, high = G_N_ELEMENTS (rows);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (rows[middle].name, name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low < G_N_ELEMENTS (rows) && strcmp (rows[low].name, name) == 0 ? low
                                                                         : G_N_ELEMENTS (rows);
}

static gboolean
row_is_of (guint row, const char *name)
{
  return row < G_N_ELEMENTS (rows) && strcmp (rows[row].name, name) == 0;
}

gboolean
name_variant_same (const char *a, const char *b)
{
  guint first_b = first_row (b);

  for (guint i = first_row (a); row_is_of (i, a); i++)
    for (guint j = first_b; row_is_of (j, b); j++)
      if (rows[i].group == rows[j].group)
        return TRUE;
  return FALSE;
}
