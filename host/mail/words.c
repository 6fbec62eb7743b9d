/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/words.h"

struct Words
{
  char *text;      /* folded: subject, newline, body */
  GHashTable *set; /* the words of it, each owned */
};

/* Letters of the Latin alphabet that Unicode does not take apart into a plain one and a mark. */
static const struct
{
  gunichar letter;
  const char *plain;
} whole_letters[] = { { 0x142, "l" }, { 0xF8, "o" },   { 0x131, "i" }, { 0x111, "d" },
                      { 0xE6, "ae" }, { 0x153, "oe" }, { 0xF0, "d" },  { 0xFE, "th" } };

static void
append_plain (GString *plain, gunichar letter)
{
  for (gsize i = 0; letter >= 0x80 && i < G_N_ELEMENTS (whole_letters); i++)
    if (whole_letters[i].letter == letter)
      {
        g_string_append (plain, whole_letters[i].plain);
        return;
      }
  if (!g_unichar_ismark (letter))
    g_string_append_unichar (plain, letter);
}

/* Plain ASCII, which most mail is, needs no normalisation. */
char *
words_fold (const char *text)
{
  g_autofree char *folded = NULL, *decomposed = NULL;
  GString *plain;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  folded = g_utf8_casefold (text, -1);
  decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  if (decomposed == NULL)
    return g_steal_pointer (&folded);
  plain = g_string_sized_new (strlen (decomposed));
  for (const char *c = decomposed; *c != '\0'; c = g_utf8_next_char (c))
    append_plain (plain, g_utf8_get_char (c));
  return g_string_free (plain, FALSE);
}

typedef void WordFunc (char *word, gpointer data);

static gboolean
is_unspaced (gunichar c)
{
  if (c < 0x1100)
    return FALSE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Hands every run of letters to @func, which owns it. Chinese and Latin letters beside each other
 * are two runs: "尊敬的Acme". */
static void
foreach_word (const char *folded, WordFunc *func, gpointer data)
{
  const char *start = NULL;
  gboolean unspaced = FALSE;

  for (const char *c = folded;; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean letter = *c != '\0' && g_unichar_isalpha (character);

      if (start != NULL && (!letter || is_unspaced (character) != unspaced))
        {
          func (g_strndup (start, (gsize) (c - start)), data);
          start = NULL;
        }
      if (letter && start == NULL)
        {
          start = c;
          unspaced = is_unspaced (character);
        }
      if (*c == '\0')
        break;
    }
}

static void
add_to_array (char *word, gpointer data)
{
  g_ptr_array_add (data, word);
}

char **
words_split (const char *text)
{
  g_autofree char *folded = words_fold (text);
  GPtrArray *words = g_ptr_array_new ();

  foreach_word (folded, add_to_array, words);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

static void
add_to_set (char *word, gpointer data)
{
  g_hash_table_add (data, word);
}

Words *
words_new (const char *subject, const char *body)
{
  Words *words = g_new0 (Words, 1);
  g_autofree char *whole = g_strconcat (subject, "\n", body, NULL);

  words->text = words_fold (whole);
  words->set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  foreach_word (words->text, add_to_set, words->set);
  return words;
}

void
words_free (Words *words)
{
  if (words == NULL)
    return;
  g_free (words->text);
  g_hash_table_unref (words->set);
  g_free (words);
}

gboolean
words_have (const Words *words, const char *folded)
{
  if (*folded != '\0' && is_unspaced (g_utf8_get_char (folded)))
    return strstr (words->text, folded) != NULL;
  return g_hash_table_contains (words->set, folded);
}

gboolean
word_is_latin (const char *folded)
{
  for (const char *c = folded; *c != '\0'; c++)
    if (!g_ascii_isalpha (*c))
      return FALSE;
  return *folded != '\0';
}
