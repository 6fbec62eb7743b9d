/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Words as people compare them: without case and diacritics ("Müller" = "muller"), so that a name
 * in an address can be looked for in a text. */

/* @text (valid UTF-8) case-folded, combining marks taken off. Free with g_free (). */
char *words_fold (const char *text);

/* The runs of letters of @text, folded; digits and everything else part them. NULL-terminated; free
 * with g_strfreev (). */
char **words_split (const char *text);

/* The words of a text, to ask many times. */
typedef struct Words Words;

/* Reads subject and body once; both valid UTF-8. */
Words *words_new (const char *subject, const char *body);
void words_free (Words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, words_free)

/* Whether the text has that folded word. Chinese, Japanese and Korean are written without blanks,
 * so a word of theirs is looked for anywhere. */
gboolean words_have (const Words *words, const char *folded);

/* Whether @folded is written in letters of the Latin alphabet alone. */
gboolean word_is_latin (const char *folded);
