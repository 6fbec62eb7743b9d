/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/fold.h"
#include "knowledge/key_table.h"
#include "knowledge/place.h"

#define PLACE_MAX_WORDS 4

static const char *
word_end (const char *at, const char *end)
{
  while (at < end)
    {
      gunichar character = g_utf8_get_char (at);
      if (fold_is_blankless (character)
          || !(g_unichar_isalnum (character) || g_unichar_ismark (character) || character == '.'
               || character == '\'' || character == 0x2019))
        break;
      at = g_utf8_next_char (at);
    }
  return at;
}

static const char *
word_start (const char *at, const char *end)
{
  while (at < end && !g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* Words of a name of a place stand apart by one blank or hyphen. */
static const char *
next_word (const char *at, const char *end)
{
  if (at + 1 < end && (*at == ' ' || *at == '-') && word_end (at + 1, end) > at + 1)
    return at + 1;
  return NULL;
}

/* The longest name that begins with the word at @at. */
static gboolean
place_at_word (const char *at, const char *end, Place *ret_place)
{
  char key[96];
  gsize used = 0;
  gboolean found = FALSE;
  const char *word = at;

  for (guint n = 0; n < PLACE_MAX_WORDS && word != NULL; n++)
    {
      const char *stop = word_end (word, end);
      gboolean more;
      Country country;

      if (!fold_append (word, (gsize) (stop - word), key, sizeof key, &used))
        break;
      country = key_table_find_start (&place_keys, key, used, &more);
      if (country != COUNTRY_NONE)
        {
          *ret_place = (Place){ at, (gsize) (stop - at), country };
          found = TRUE;
        }
      word = more ? next_word (stop, end) : NULL;
    }
  return found;
}

static gboolean
place_at (const char *at, const char *end, Place *ret_place)
{
  gunichar character = g_utf8_get_char (at);
  gsize length;
  Country country;

  if (g_unichar_islower (character))
    return FALSE;
  if (!fold_is_blankless (character))
    return place_at_word (at, end, ret_place);
  country = key_table_find_longest (&place_keys, at, (gsize) (end - at), &length);
  if (country != COUNTRY_NONE)
    *ret_place = (Place){ at, length, country };
  return country != COUNTRY_NONE;
}

gboolean
place_next (const char **at, const char *end, Place *ret_place)
{
  for (*at = word_start (*at, end); *at < end; *at = word_start (*at, end))
    {
      const char *here = *at;

      if (place_at (here, end, ret_place))
        {
          *at = here + ret_place->length;
          return TRUE;
        }
      *at = fold_is_blankless (g_utf8_get_char (here)) ? g_utf8_next_char (here)
                                                       : word_end (here, end);
    }
  return FALSE;
}

gboolean
place_has (const char *text, Country country)
{
  const char *end = text + strlen (text);
  Place place;

  while (place_next (&text, end, &place))
    if (place.country == country)
      return TRUE;
  return FALSE;
}

Country
place_country (const char *text)
{
  const char *end = text + strlen (text);
  Country country = country_from_text (text);
  Place place;

  if (country != COUNTRY_NONE)
    return country;
  while (place_next (&text, end, &place))
    {
      if (country != COUNTRY_NONE && country != place.country)
        return COUNTRY_NONE;
      country = place.country;
    }
  return country;
}
