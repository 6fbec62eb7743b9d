/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/skeleton.h"

/* A character and the ASCII text that it looks like. */
typedef struct
{
  gunichar character;
  char looks_like[4];
} Confusable;

static const Confusable confusables[] = {
#define CONFUSABLE(character, looks_like) { character, looks_like },
#include "knowledge/confusables.def"
#undef CONFUSABLE
};

/* ASCII twins, by their first character: two that look like one letter, and one that looks like
 * another. */
static const struct
{
  char second;
  char letter;
} pair_twins[128] = { ['r'] = { 'n', 'm' }, ['v'] = { 'v', 'w' }, ['c'] = { 'l', 'd' } };

static const char twins[128] = { ['1'] = 'l', ['i'] = 'l', ['0'] = 'o', ['5'] = 's' };

static const char *
looks_like (gunichar character)
{
  guint low = 0, high = G_N_ELEMENTS (confusables);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (confusables[middle].character == character)
        return confusables[middle].looks_like;
      if (confusables[middle].character < character)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* Appends what a character looks like, its marks taken off first: UTS #39 alone keeps them, and so
 * misses most of what is made to deceive. */
static void
fold_character (GString *folded, gunichar character)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (character, FALSE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    {
      const char *ascii = parts[i] < 0x80 ? NULL : looks_like (parts[i]);

      if (ascii != NULL)
        g_string_append (folded, ascii);
      else if (!g_unichar_ismark (parts[i]) && !g_unichar_iszerowidth (parts[i]))
        g_string_append_unichar (folded, parts[i]);
    }
}

static gboolean
is_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

char *
skeleton_fold (const char *text, gsize length)
{
  GString *folded;

  if (is_ascii (text, length))
    return g_strndup (text, length);
  folded = g_string_sized_new (length + 1);
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if ((guchar) *at < 0x80)
      g_string_append_c (folded, *at);
    else
      fold_character (folded, g_utf8_get_char (at));
  return g_string_free (folded, FALSE);
}

/* The letter that the text at @at is a twin of, or '\0'. */
static char
twin_at (const char *at, gsize *ret_length)
{
  guchar first = (guchar) *at;

  if (first >= 0x80)
    return '\0';
  if (pair_twins[first].letter != '\0' && at[1] == pair_twins[first].second)
    {
      *ret_length = 2;
      return pair_twins[first].letter;
    }
  return twins[first];
}

char *
skeleton_of_label (const char *label, gsize length)
{
  char *folded = skeleton_fold (label, length);
  char *out = folded; /* twins only get shorter */

  for (const char *at = folded; *at != '\0';)
    {
      gsize twin_length = 1;
      char letter = twin_at (at, &twin_length);

      if (letter != '\0' || *at != '-')
        *out++ = letter != '\0' ? letter : *at;
      at += twin_length;
    }
  *out = '\0';
  return folded;
}

/* Scripts in a label. Those that are written together share a bit each. */
typedef enum
{
  SCRIPT_LATIN = 1 << 0,
  SCRIPT_HAN = 1 << 1,
  SCRIPT_KANA = 1 << 2,
  SCRIPT_BOPOMOFO = 1 << 3,
  SCRIPT_HANGUL = 1 << 4,
} ScriptBit;

static guint
script_bit (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_LATIN:
      return SCRIPT_LATIN;
    case G_UNICODE_SCRIPT_HAN:
      return SCRIPT_HAN;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return SCRIPT_KANA;
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return SCRIPT_BOPOMOFO;
    case G_UNICODE_SCRIPT_HANGUL:
      return SCRIPT_HANGUL;
    default:
      return 0;
    }
}

gboolean
skeleton_is_mixed_script (const char *label, gsize length)
{
  static const guint together[]
      = { SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_KANA, SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_BOPOMOFO,
          SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HANGUL };
  GUnicodeScript first = G_UNICODE_SCRIPT_COMMON;
  gboolean many = FALSE, other = FALSE;
  guint seen = 0;

  for (const char *at = label; at < label + length; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      many |= first != G_UNICODE_SCRIPT_COMMON && script != first;
      first = script;
      seen |= script_bit (script);
      other |= script_bit (script) == 0;
    }
  if (!many)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (together) && !other; i++)
    if ((seen & ~together[i]) == 0)
      return FALSE;
  return TRUE;
}
