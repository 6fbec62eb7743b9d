/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Appends @address with the characters of @marks (FindingMark) made plain: coloured, or underlined
 * by carets on a second line, which @column blanks precede. What cannot be seen is written out
 * (layout.h). */
void marked_append (GString *out, const char *address, const GArray *marks, gboolean coloured,
                    guint column);
