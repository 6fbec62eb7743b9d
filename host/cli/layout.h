/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <stdio.h>
#include <glib.h>

/* How text comes to stand on a terminal. Columns: a character of an East Asian script takes two, a
 * combining one none. */

typedef enum
{
  STYLE_OK,
  STYLE_NOTICE,
  STYLE_WARNING,
  STYLE_BLOCK,
  STYLE_STRONG,
  STYLE_MARK, /* characters that are wrong */
} Style;

/* Whether @out is to be coloured: a terminal, and NO_COLOR (no-color.org) is not set. */
gboolean layout_coloured (FILE *out);

/* Columns of the terminal, within reason; G_MAXUINT if @out is none: nothing is wrapped then. */
guint layout_width (FILE *out);

/* Appends @length bytes of @text (-1: all) in that style, if @coloured. */
void layout_style (GString *out, gboolean coloured, Style style, const char *text, gssize length);

/* Appends @text, of which the first line begins at column @indent, broken at @width with every
 * further line indented. */
void layout_wrap (GString *out, const char *text, guint indent, guint width);

/* Appends one character in a form that can be seen and does nothing to a terminal: what is not
 * visible, or moves others, as "<U+200B>". Returns its columns. */
guint layout_character (GString *out, gunichar character);

/* The whole of a text in that form. Free with g_free (). */
char *layout_visible (const char *text);
