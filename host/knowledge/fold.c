/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/fold.h"

#define MAX_PARTS 18 /* of one decomposed character: G_UNICHAR_MAX_DECOMPOSITION_LENGTH */

static gboolean
fold_append_character (gunichar character, char *buffer, gsize size, gsize *used)
{
  if (!g_unichar_isalnum (character))
    return TRUE;
  if (*used + 6 >= size)
    return FALSE;
  *used += (gsize) g_unichar_to_utf8 (g_unichar_tolower (character), buffer + *used);
  buffer[*used] = '\0';
  return TRUE;
}

/* The same for most of what there is, quickly. */
static gboolean
fold_append_ascii (char c, char *buffer, gsize size, gsize *used)
{
  if (!g_ascii_isalnum (c))
    return TRUE;
  if (*used + 2 > size)
    return FALSE;
  buffer[(*used)++] = g_ascii_tolower (c);
  buffer[*used] = '\0';
  return TRUE;
}

/* Han and Hangul stay whole: their decompositions are other writings, not accents. */
static gboolean
fold_decomposes (gunichar character)
{
  return character < 0x1100 || (character >= 0x1E00 && character <= 0x1EFF)
         || (character >= 0xFF00 && character <= 0xFFEF);
}

gboolean
fold_append (const char *text, gsize length, char *buffer, gsize size, gsize *used)
{
  const char *end = text + length;

  while (text < end && *text != '\0')
    {
      if ((guchar) *text < 0x80)
        {
          if (!fold_append_ascii (*text++, buffer, size, used))
            return FALSE;
          continue;
        }
      gunichar character = g_utf8_get_char (text);
      gunichar parts[MAX_PARTS] = { character };
      gsize n = 1;

      text = g_utf8_next_char (text);
      if (fold_decomposes (character))
        n = g_unichar_fully_decompose (character, TRUE, parts, MAX_PARTS);
      for (gsize i = 0; i < n; i++)
        if (!fold_append_character (parts[i], buffer, size, used))
          return FALSE;
    }
  return TRUE;
}

gboolean
fold_is_blankless (gunichar character)
{
  return (character >= 0x0E00 && character <= 0x0EFF)
         || (character >= 0x1000 && character <= 0x109F)
         || (character >= 0x1780 && character <= 0x17FF)
         || (character >= 0x2E80 && character <= 0xD7FF)
         || (character >= 0xF900 && character <= 0xFAFF)
         || (character >= 0x20000 && character <= 0x3FFFF);
}
