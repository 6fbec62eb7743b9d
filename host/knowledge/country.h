/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Countries as ISO 3166-1 alpha-2 codes, their names, and what their top-level domains tell. */

typedef guint16 Country;
#define COUNTRY_NONE 0
#define COUNTRY(first, second) ((Country) (((guchar) (first) << 8) | (guchar) (second)))

/* "DE" or "de" (@length 2) -> its Country; COUNTRY_NONE if that is no country. "UK" is Great
 * Britain. */
Country country_from_code (const char *code, gsize length);

/* A country as people write it into an address book: a name in English, Chinese, its own and other
 * languages, an alpha-2 or alpha-3 code. @text is valid UTF-8; COUNTRY_NONE if unknown. */
Country country_from_text (const char *text);

/* Writes the alpha-2 code, upper case, with its NUL, and returns @buffer. */
const char *country_code (Country country, char buffer[3]);

/* The everyday name of the alpha-2 code @code in English, or in Chinese where @locale begins with
 * "zh". Static; NULL if
 * @code is no country. */
const char *country_name (const char *code, const char *locale);

/* A set of countries is written "DE AT CH": codes apart by blanks. */
gboolean country_set_has (const char *set, Country country);

/* The first of a set; COUNTRY_NONE if it is empty. */
Country country_set_first (const char *set);
