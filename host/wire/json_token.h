/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "wire/error.h"

/* Strings and numbers of RFC 8259 (sections 6 and 7), as json_strict.c meets them. A scanner moves
 * *at behind the token and returns JSON_TOKEN_OK; or it leaves *at on the byte at fault and returns
 * the LastmileErrorCode. */

#define JSON_TOKEN_OK (-1)

/* *at is on the opening quote. */
int json_scan_string (const char **at, const char *end);

/* *at is on '-' or a digit. */
int json_scan_number (const char **at, const char *end);

/* What stands between the quotes of a string that json_scan_string () took: escapes resolved. Free
 * with g_free (). */
char *json_decode_string (const char *text, gsize length);

/* Appends ".key" (or "key" to an empty path) as an error names it: cut to 64 code points,
 * unprintable ones replaced. */
void json_path_add_key (GString *path, const char *key);
