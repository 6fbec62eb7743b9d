/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A validator of JSON texts after RFC 8259, stricter than cJSON, which runs behind it. Beyond the
 * grammar it refuses: bytes that are not UTF-8 (RFC 3629), a byte order mark, NUL in any form (it
 * would cut C strings), halves of surrogate pairs, numbers without a finite double, and an object
 * with the same key twice, however the keys are escaped. */

#define JSON_MAX_DEPTH 32
#define JSON_MAX_VALUES                                                                            \
  500000 /* values in one text: the parser's tree takes some 80 bytes for each */

/* Whether @bytes hold exactly one JSON value, nested @max_depth arrays and objects deep at most, of
 * JSON_MAX_VALUES values at most. On
 * failure the LASTMILE_ERROR carries offset, line, column and, inside a value, the path of its key.
 */
gboolean json_strict_check (const char *bytes, gsize length, guint max_depth, GError **error);

/* Finds where the value of @path ("severity.format_dots", "directory[2].country") stands in a text
 * that json_strict_check () accepts: the key of a member, the value itself for an element of an
 * array. FALSE (and nothing set) if there is no such path. */
gboolean json_locate (const char *bytes, gsize length, const char *path, guint *ret_line,
                      guint *ret_column);
