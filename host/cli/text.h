/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <stdarg.h>
#include <glib.h>

/* The texts of extension/_locales whose keys begin with check_, cli_, bounce_, journal_, review_ or
 * sender_, compiled in. */

/* "en" or "zh_CN" ("zh-CN"); NULL: what LC_ALL, LC_MESSAGES or LANG ask for, English otherwise.
 * FALSE if there is no such language: English is set then. */
gboolean text_set_language (const char *name);

/* "en" or "zh_CN". Static. */
const char *text_language (void);

/* The text, in English where the language has none; NULL if there is no such key. Static. */
const char *text_find (const char *key);

/* Whether @said is the text of @key in any language, without case and blanks around it. */
gboolean text_is (const char *key, const char *said);

/* A text that is known to be there. Static. */
const char *text (const char *key);

/* What stands for {name} in a text, or NULL if nothing does: the braces are left then. Free with
 * g_free (). */
typedef char *TextLookup (const char *name, gpointer data);

/* @text with every {name} replaced. Free with g_free (). */
char *text_expand (const char *text, TextLookup *lookup, gpointer data);

/* The text of @key, filled in: text_fill ("cli_error_command", "command", name, NULL). Free with
 * g_free (). */
char *text_fill (const char *key, ...) G_GNUC_NULL_TERMINATED;
char *text_fill_valist (const char *key, va_list arguments);

/* "A, B, and C", as the language joins a list of char *. Free with g_free (). */
char *text_join (const GPtrArray *values);
