/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Names of places as they are compared: letters and digits alone, in lower case, without diacritics
 * and widths
 * ("P.R. China" = "prchina", "São Paulo" = "saopaulo", "ＵＫ" = "uk"). generate_key_table.py folds
 * the tables in the same way. */

/* Appends what @text (@length bytes of valid UTF-8) folds to. Returns FALSE, with what fitted, when
 * @buffer of @size bytes (its NUL included) is full. *@used is the length so far and is kept up to
 * date. */
gboolean fold_append (const char *text, gsize length, char *buffer, gsize size, gsize *used);

/* Whether words of this character are written without blanks between them (Han, kana, Hangul, Thai
 * ...). */
gboolean fold_is_blankless (gunichar character);
