/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/country.h"
#include "knowledge/fold.h"
#include "knowledge/key_table.h"

typedef struct
{
  Country country;
  char english[48];
  char chinese[52];
} CountryRow;

/* In the order of codes. */
static const CountryRow rows[] = {
#define COUNTRY_ROW(first, second, english, chinese) { COUNTRY (first, second), english, chinese },
#include "country_rows.def"
#undef COUNTRY_ROW
};

static const CountryRow *
country_find (Country country)
{
  guint low = 0, high = G_N_ELEMENTS (rows);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (rows[middle].country == country)
        return &rows[middle];
      if (country < rows[middle].country)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

Country
country_from_code (const char *code, gsize length)
{
  Country country;

  if (length != 2)
    return COUNTRY_NONE;
  country = COUNTRY (g_ascii_toupper (code[0]), g_ascii_toupper (code[1]));
  if (country == COUNTRY ('U', 'K'))
    return COUNTRY ('G', 'B');
  return country_find (country) != NULL ? country : COUNTRY_NONE;
}

static Country
country_from_key (const char *text, gsize size, gsize min_length)
{
  char key[96];
  gsize length = 0;
  Country country;

  if (!fold_append (text, size, key, sizeof key, &length) || length < min_length)
    return COUNTRY_NONE;
  country = country_from_code (key, length);
  return country != COUNTRY_NONE ? country : key_table_find (&country_keys, key, length);
}

/* Words of official styles and articles, which everybody sets or leaves as he likes. */
static const char *const style_words[]
    = { "the",        "die",      "der",        "of",        "republic",
        "rep",        "kingdom",  "república",  "republica", "repubblica",
        "république", "republik", "federative", "federal",   "rzeczpospolita" };

static gboolean
is_style_word (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (style_words); i++)
    if (strlen (style_words[i]) == length
        && g_ascii_strncasecmp (word, style_words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* "The Republic of Poland", "Rep. of Korea", "Die Schweiz": what is left without the style. */
static Country
country_from_styled (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = strcspn (text, " .");
      if (!is_style_word (text, length))
        g_string_append_len (plain, text, (gssize) length);
      text += length + (text[length] != '\0');
    }
  return country_from_key (plain->str, plain->len, 4);
}

/* "Shanghai, China", "Germany (Bavaria)": the one country that a part names. Codes do not count:
 * "Chicago, IL". */
static Country
country_from_parts (const char *text)
{
  Country country = COUNTRY_NONE;

  while (*text != '\0')
    {
      gsize length = strcspn (text, ",;/()|-");
      Country part = country_from_key (text, length, 3);

      if (part != COUNTRY_NONE && country != COUNTRY_NONE && part != country)
        return COUNTRY_NONE;
      if (part != COUNTRY_NONE)
        country = part;
      text += length + (text[length] != '\0');
    }
  return country;
}

Country
country_from_text (const char *text)
{
  Country country = country_from_key (text, strlen (text), 1);

  if (country == COUNTRY_NONE)
    country = country_from_styled (text);
  return country != COUNTRY_NONE ? country : country_from_parts (text);
}

const char *
country_code (Country country, char buffer[3])
{
  buffer[0] = (char) (country >> 8);
  buffer[1] = (char) (country & 0xFF);
  buffer[2] = '\0';
  return buffer;
}

const char *
country_name (const char *code, const char *locale)
{
  const CountryRow *row = country_find (country_from_code (code, strlen (code)));

  if (row == NULL)
    return NULL;
  return g_str_has_prefix (locale, "zh") ? row->chinese : row->english;
}

gboolean
country_set_has (const char *set, Country country)
{
  for (; set[0] != '\0' && set[1] != '\0'; set += 3)
    {
      if (COUNTRY (set[0], set[1]) == country)
        return TRUE;
      if (set[2] == '\0')
        break;
    }
  return FALSE;
}

Country
country_set_first (const char *set)
{
  return set[0] != '\0' && set[1] != '\0' ? COUNTRY (set[0], set[1]) : COUNTRY_NONE;
}
