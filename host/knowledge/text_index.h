/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* At which places of an array a text stands. It is filled once, in one go, for thousands of texts
 * that are there already, while somebody waits for the first answer: two arrays and no allocation a
 * text, which is several times quicker than a GHashTable.
 *
 *   TextIndex *index = text_index_new (rows->len);
 *   for (guint i = 0; i < rows->len; i++)
 *     text_index_add (index, row (i)->key); // gets the place i
 */
typedef struct TextIndex TextIndex;

#define TEXT_INDEX_NONE (-1)

/* @capacity: how many texts will be added at most. */
TextIndex *text_index_new (guint capacity);
void text_index_free (TextIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TextIndex, text_index_free)

/* The first text gets place 0, the next 1, and so on. @text is borrowed and outlives the index. */
void text_index_add (TextIndex *index, const char *text);

/* The last place at which @text stands, or TEXT_INDEX_NONE. */
gint text_index_find (const TextIndex *index, const char *text);

/* The same, and where @text stands nowhere yet, adds it. */
gint text_index_find_or_add (TextIndex *index, const char *text);

/* The place before @place at which the same text stands, or TEXT_INDEX_NONE. */
gint text_index_next (const TextIndex *index, gint place);
