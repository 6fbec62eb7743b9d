/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* In which charset text may be written that says nothing of it, or says what cannot be: by its
 * octets and, of the Japanese ones, by kana. It is not UTF-8. Never NULL; static. */
const char *charset_guess (const char *octets, gsize length);

/* Whether text without an octet above 127 shifts to Japanese (ISO-2022-JP, RFC 1468). */
gboolean charset_is_shifted (const char *octets, gsize length);
