/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "knowledge/country.h"

/* A name of a country or city standing in a text. */
typedef struct
{
  const char *start; /* in the text */
  gsize length;      /* bytes */
  Country country;
} Place;

/* The first place in the text from *@at up to @end (valid UTF-8), longest name first ("New Mexico"
 * is not Mexico); moves *@at behind it. FALSE if there is none. Latin, Greek and Cyrillic names
 * count only with a capital ("china" is porcelain). */
gboolean place_next (const char **at, const char *end, Place *ret_place);

/* Whether a place of @country stands in @text. */
gboolean place_has (const char *text, Country country);

/* The one country that a field for it names: as country_from_text (), or by places alone ("Houston,
 * Texas", "中国上海"). */
Country place_country (const char *text);
