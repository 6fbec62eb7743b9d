/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The macro language of SPF: RFC 7208 7. */

typedef enum
{
  SPF_MACRO_DOMAIN, /* a domain-spec: 7.1's macro-string and domain-end, without the letters c, r, t
                     */
  SPF_MACRO_STRING, /* the value of an unknown modifier */
  SPF_MACRO_EXPLAIN, /* the text behind exp=: blanks and the letters c, r, t are allowed too */
} SpfMacroKind;

/* What the letter (in lower case) stands for, as text to be split and turned; free with g_free ().
 */
typedef char *SpfMacroValue (char letter, gpointer data);

/* TRUE if @text is well formed. */
gboolean spf_macro_check (const char *text, gsize length, SpfMacroKind kind);

/* Whether a macro of @text names @letter. */
gboolean spf_macro_uses (const char *text, char letter);

/* @text with its macros replaced; it is well formed. Free with g_free (). */
char *spf_macro_expand (const char *text, SpfMacroValue *value, gpointer data);
