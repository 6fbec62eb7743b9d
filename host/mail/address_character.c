/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"

typedef struct
{
  gunichar first;
  gunichar last;
  CharacterSort sort;
  char ascii; /* '\0': the character itself */
} Range;

/* In order of code points. What is not listed is judged by its general category. */
static const Range ranges[] = {
  { 0x0009, 0x000D, CHARACTER_BLANK, ' ' }, /* tab and ends of lines */
  { 0x0020, 0x0020, CHARACTER_BLANK, ' ' },
  { 0x0085, 0x0085, CHARACTER_BLANK, ' ' },
  { 0x00A0, 0x00A0, CHARACTER_INVISIBLE, '\0' }, /* no-break space */
  { 0x00AB, 0x00AB, CHARACTER_PUNCTUATION, '"' },
  { 0x00B4, 0x00B4, CHARACTER_SUBSTITUTE, '\'' },
  { 0x00B7, 0x00B7, CHARACTER_FULLWIDTH, '.' }, /* what Chinese input methods give for ` */
  { 0x00BB, 0x00BB, CHARACTER_PUNCTUATION, '"' },
  { 0x02BC, 0x02BC, CHARACTER_SUBSTITUTE, '\'' },
  { 0x034F, 0x034F, CHARACTER_INVISIBLE, '\0' },
  { 0x05F3, 0x05F4, CHARACTER_PLAIN, '\0' },     /* Hebrew geresh: RFC 5892 CONTEXTO */
  { 0x115F, 0x1160, CHARACTER_INVISIBLE, '\0' }, /* Hangul fillers */
  { 0x1680, 0x1680, CHARACTER_BLANK, ' ' },
  { 0x17B4, 0x17B5, CHARACTER_INVISIBLE, '\0' },
  { 0x2000, 0x200A, CHARACTER_BLANK, ' ' },
  { 0x2010, 0x2015, CHARACTER_SUBSTITUTE, '-' }, /* hyphens and dashes */
  { 0x2018, 0x201B, CHARACTER_SUBSTITUTE, '\'' },
  { 0x201C, 0x201F, CHARACTER_PUNCTUATION, '"' },
  { 0x2022, 0x2023, CHARACTER_PUNCTUATION, ',' }, /* bullets */
  { 0x2024, 0x2024, CHARACTER_SUBSTITUTE, '.' },
  { 0x2026, 0x2026, CHARACTER_PUNCTUATION, ',' }, /* ellipsis */
  { 0x2028, 0x2029, CHARACTER_BLANK, ' ' },
  { 0x202F, 0x202F, CHARACTER_INVISIBLE, '\0' }, /* narrow no-break space */
  { 0x2032, 0x2032, CHARACTER_SUBSTITUTE, '\'' },
  { 0x2039, 0x2039, CHARACTER_PUNCTUATION, '<' },
  { 0x203A, 0x203A, CHARACTER_PUNCTUATION, '>' },
  { 0x205F, 0x205F, CHARACTER_BLANK, ' ' },
  { 0x2212, 0x2212, CHARACTER_SUBSTITUTE, '-' },
  { 0x25CF, 0x25CF, CHARACTER_PUNCTUATION, ',' },
  { 0x2800, 0x2800, CHARACTER_INVISIBLE, '\0' }, /* Braille blank */
  { 0x3000, 0x3000, CHARACTER_BLANK, ' ' },      /* ideographic space */
  { 0x3001, 0x3001, CHARACTER_PUNCTUATION, ',' },
  { 0x3002, 0x3002, CHARACTER_FULLWIDTH, '.' },
  { 0x3008, 0x3008, CHARACTER_PUNCTUATION, '<' },
  { 0x3009, 0x3009, CHARACTER_PUNCTUATION, '>' },
  { 0x300A, 0x300A, CHARACTER_PUNCTUATION, '<' },
  { 0x300B, 0x300B, CHARACTER_PUNCTUATION, '>' },
  { 0x300C, 0x300F, CHARACTER_PUNCTUATION, '"' }, /* corner brackets */
  { 0x3010, 0x3010, CHARACTER_PUNCTUATION, '[' },
  { 0x3011, 0x3011, CHARACTER_PUNCTUATION, ']' },
  { 0x3014, 0x3014, CHARACTER_PUNCTUATION, '[' },
  { 0x3015, 0x3015, CHARACTER_PUNCTUATION, ']' },
  { 0x3016, 0x3016, CHARACTER_PUNCTUATION, '[' },
  { 0x3017, 0x3017, CHARACTER_PUNCTUATION, ']' },
  { 0x301D, 0x301F, CHARACTER_PUNCTUATION, '"' },
  { 0x30FB, 0x30FB, CHARACTER_PLAIN, '\0' }, /* katakana middle dot: RFC 5892 CONTEXTO */
  { 0x3164, 0x3164, CHARACTER_INVISIBLE, '\0' },
  { 0xFE00, 0xFE0F, CHARACTER_INVISIBLE, '\0' }, /* variation selectors */
  { 0xFE12, 0xFE12, CHARACTER_FULLWIDTH, '.' },
  { 0xFE50, 0xFE51, CHARACTER_PUNCTUATION, ',' },
  { 0xFE52, 0xFE52, CHARACTER_FULLWIDTH, '.' },
  { 0xFE54, 0xFE54, CHARACTER_PUNCTUATION, ';' },
  { 0xFE55, 0xFE55, CHARACTER_PUNCTUATION, ':' },
  { 0xFE58, 0xFE58, CHARACTER_SUBSTITUTE, '-' },
  { 0xFE59, 0xFE59, CHARACTER_PUNCTUATION, '(' },
  { 0xFE5A, 0xFE5A, CHARACTER_PUNCTUATION, ')' },
  { 0xFE63, 0xFE63, CHARACTER_SUBSTITUTE, '-' },
  { 0xFE6B, 0xFE6B, CHARACTER_FULLWIDTH, '@' },
  { 0xFF01, 0xFF01, CHARACTER_PUNCTUATION, '!' },
  { 0xFF02, 0xFF02, CHARACTER_PUNCTUATION, '"' },
  { 0xFF08, 0xFF08, CHARACTER_PUNCTUATION, '(' },
  { 0xFF09, 0xFF09, CHARACTER_PUNCTUATION, ')' },
  { 0xFF0C, 0xFF0C, CHARACTER_PUNCTUATION, ',' },
  { 0xFF1A, 0xFF1A, CHARACTER_PUNCTUATION, ':' },
  { 0xFF1B, 0xFF1B, CHARACTER_PUNCTUATION, ';' },
  { 0xFF1C, 0xFF1C, CHARACTER_PUNCTUATION, '<' },
  { 0xFF1E, 0xFF1E, CHARACTER_PUNCTUATION, '>' },
  { 0xFF1F, 0xFF1F, CHARACTER_PUNCTUATION, '?' },
  { 0xFF3B, 0xFF3B, CHARACTER_PUNCTUATION, '[' },
  { 0xFF3D, 0xFF3D, CHARACTER_PUNCTUATION, ']' },
  { 0xFF5F, 0xFF60, CHARACTER_PUNCTUATION, '"' },
  { 0xFF61, 0xFF61, CHARACTER_FULLWIDTH, '.' },
  { 0xFF62, 0xFF63, CHARACTER_PUNCTUATION, '"' },
  { 0xFF64, 0xFF64, CHARACTER_PUNCTUATION, ',' },
  { 0xFFA0, 0xFFA0, CHARACTER_INVISIBLE, '\0' },
};

/* Blocks whose characters have a compatibility mapping to ASCII letters and digits: superscripts,
 * letterlike symbols, enclosed and mathematical letters. */
static const Range styled[] = {
  { 0x00AA, 0x00AA, CHARACTER_SUBSTITUTE, '\0' }, { 0x00B2, 0x00B3, CHARACTER_SUBSTITUTE, '\0' },
  { 0x00B9, 0x00BA, CHARACTER_SUBSTITUTE, '\0' }, { 0x2070, 0x209C, CHARACTER_SUBSTITUTE, '\0' },
  { 0x2102, 0x2149, CHARACTER_SUBSTITUTE, '\0' }, { 0x2460, 0x24EA, CHARACTER_SUBSTITUTE, '\0' },
  { 0xFB00, 0xFB06, CHARACTER_SUBSTITUTE, '\0' }, { 0x1D400, 0x1D7FF, CHARACTER_SUBSTITUTE, '\0' },
};

static const Range *
range_find (const Range *table, gsize count, gunichar character)
{
  gsize low = 0, high = count;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      if (character > table[middle].last)
        low = middle + 1;
      else if (character < table[middle].first)
        high = middle;
      else
        return &table[middle];
    }
  return NULL;
}

/* The ASCII letter or digit that a styled one is under NFKC, or 0. */
static gunichar
styled_ascii (gunichar character)
{
  gunichar decomposed[4];
  gsize length = g_unichar_fully_decompose (character, TRUE, decomposed, G_N_ELEMENTS (decomposed));

  return length == 1 && decomposed[0] < 0x80 && g_ascii_isalnum ((char) decomposed[0])
             ? decomposed[0]
             : 0;
}

static CharacterSort
sort_of_category (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_FORMAT:
      return CHARACTER_INVISIBLE;
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return CHARACTER_PLAIN;
    default:
      return CHARACTER_SYMBOL;
    }
}

CharacterSort
address_character (gunichar character, gunichar *ascii)
{
  const Range *range;

  *ascii = character;
  if (character > 0x20 && character < 0x7F)
    return CHARACTER_PLAIN;
  range = range_find (ranges, G_N_ELEMENTS (ranges), character);
  if (range != NULL)
    {
      if (range->ascii != '\0')
        *ascii = (gunichar) range->ascii;
      return range->sort;
    }
  if (character < 0x80)
    return CHARACTER_SYMBOL;
  if (character >= 0xFF01 && character <= 0xFF5E)
    {
      *ascii = character - 0xFF01 + '!';
      return CHARACTER_FULLWIDTH;
    }
  if (range_find (styled, G_N_ELEMENTS (styled), character) != NULL)
    {
      gunichar letter = styled_ascii (character);
      if (letter != 0)
        *ascii = letter;
      if (letter != 0 || address_character_ligature (character) != NULL)
        return CHARACTER_SUBSTITUTE;
    }
  return sort_of_category (character);
}

const char *
address_character_ligature (gunichar character)
{
  static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

  return character >= 0xFB00 && character <= 0xFB06 ? ligatures[character - 0xFB00] : NULL;
}

gboolean
address_character_is_joined (gunichar character, gunichar previous)
{
  if (character == 0x200C || character == 0x200D)
    return previous >= 0x0600 && (g_unichar_isalpha (previous) || g_unichar_ismark (previous));
  return character == 0x00B7 && (previous == 'l' || previous == 'L');
}

gboolean
address_character_is_atext (gunichar character)
{
  return character < 0x80 && character > 0x20
         && (g_ascii_isalnum ((char) character)
             || strchr ("!#$%&'*+-/=?^_`{|}~", (int) character) != NULL);
}

gboolean
address_character_is_ldh (gunichar character)
{
  return character < 0x80 && (g_ascii_isalnum ((char) character) || character == '-');
}
