/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Many patterns looked for in one pass over a text. In a pattern, which is lower case and begins
 * with two characters that stand for themselves (each word, where it begins with a choice):
 *
 *   " "  one or more blanks or line breaks
 *   "*"  nothing, or up to TEXT_PATTERN_GAP octets
 *   "#"  a digit
 *   "~"  an edge of a word (may also stand first)
 *   "{user|mail box}"  one of these, which may hold everything but a choice
 */

#define TEXT_PATTERN_GAP 48

typedef struct TextPatterns TextPatterns;

/* The patterns are @n_rows strings, @stride bytes apart from @first on, as in a table; they are
 * borrowed and static. Never freed: a table lives as long as the program. */
TextPatterns *text_patterns_new (const char *const *first, gsize n_rows, gsize stride);

/* @text in the form in which patterns are looked for: the same length, ASCII letters small, every
 * blank a space. Free with g_free (). */
char *text_pattern_fold (const char *text, gsize length);

/* The first row of the table that is found anywhere in @folded, or -1; where, in *ret_at. */
int text_patterns_find (const TextPatterns *patterns, const char *folded, gsize length,
                        gsize *ret_at);

/* The same, but whatever is found first in the text. */
int text_patterns_find_first (const TextPatterns *patterns, const char *folded, gsize length,
                              gsize *ret_at);

/* Whether a pattern is found at the very beginning of @folded. */
gboolean text_patterns_begin (const TextPatterns *patterns, const char *folded, gsize length);
