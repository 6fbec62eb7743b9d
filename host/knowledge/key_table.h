/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "knowledge/country.h"

/* Folded names (fold.h) of places, each with its country; fixed at build time, nothing to relocate
 * and nothing to build at start. */
typedef struct
{
  guint32 start; /* in KeyTable.text */
  guint16 length;
  Country country;
} KeyEntry;

typedef struct
{
  const char *text; /* the keys in byte order, each with its NUL */
  const KeyEntry *entries;
  guint length;
} KeyTable;

/* The country of the whole key; COUNTRY_NONE if there is none. */
Country key_table_find (const KeyTable *table, const char *key, gsize length);

/* The same; *ret_more says whether a longer key begins with @key. */
Country key_table_find_start (const KeyTable *table, const char *key, gsize length,
                              gboolean *ret_more);

/* The same for the longest key that @text begins with; *ret_length is its length in bytes. */
Country key_table_find_longest (const KeyTable *table, const char *text, gsize length,
                                gsize *ret_length);

extern const KeyTable country_keys; /* country_names.txt and country_translations.txt */
extern const KeyTable place_keys;   /* places.txt: names that may be looked for in a text */
