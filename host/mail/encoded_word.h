/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* @text with the encoded words in it decoded (RFC 2047), blanks between two of them taken out; what
 * is no well-formed one, or is in an unknown charset, stays as it stands. Valid UTF-8 in, valid
 * UTF-8 out. Free with g_free (). */
char *encoded_words_decode (const char *text);
