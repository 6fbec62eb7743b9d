/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "person_name.h"
#include "knowledge/name_set.h"
#include "knowledge/name_variant.h"
#include "mail/words.h"

void
person_name_clear (PersonName *name)
{
  for (gsize i = 0; i < name->length; i++)
    g_free (name->words[i]);
  name->length = 0;
}

static gboolean
is_name_word (const char *word)
{
  return name_set_contains (&given_names, word) || name_set_contains (&pinyin_surnames, word);
}

gboolean
person_name_read (PersonName *name, const char *text)
{
  g_auto (GStrv) words = words_split (text);
  gsize length = g_strv_length (words);
  gboolean known = FALSE;

  name->length = 0;
  if (length < 2 || length > PERSON_NAME_MAX_WORDS)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!word_is_latin (words[i]) || name_set_contains (&business_words, words[i]))
        return FALSE;
      known |= is_name_word (words[i]);
    }
  for (gsize i = 0; known && i < length; i++)
    name->words[name->length++] = g_strdup (words[i]);
  return known;
}

/* How a word sounds, roughly: letters that languages write for each other become one, doubled
 * letters and the e of an umlaut fall away. "juergen" and "jurgen", "mohammed" and "mohamad",
 * "philipp" and "filip" begin alike then. */
static char *
sound_of (const char *word)
{
  static const char *const same[] = { "yji", "wv", "ckq", "zs", "bp", "dt" };
  GString *sound = g_string_new (NULL);

  for (const char *c = word; *c != '\0'; c++)
    {
      char letter = *c;

      if (letter == 'p' && c[1] == 'h')
        letter = 'f';
      for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
        if (strchr (same[i], letter) != NULL)
          letter = same[i][strlen (same[i]) - 1];
      if ((letter == 'e' && c > word && strchr ("aou", c[-1]) != NULL)
          || (letter == 'h' && c > word)
          || (sound->len > 0 && sound->str[sound->len - 1] == letter))
        continue;
      g_string_append_c (sound, letter);
    }
  return g_string_free (sound, FALSE);
}

#define ENOUGH_ALIKE 3 /* letters that two words begin with, or one holds of the other */

/* Whether one word may stand for the other: an initial, a short form (Alex for Alexander), a
 * spelling that begins alike, words run together (xiaoming for xiao ming, weizhang for zhang), or a
 * variant that has to be known (Bob for Robert). */
static gboolean
words_are_kin (const char *word_a, const char *word_b)
{
  g_autofree char *a = sound_of (word_a), *b = sound_of (word_b);
  gsize length_a = strlen (a), length_b = strlen (b);
  gsize common = 0;

  while (common < length_a && common < length_b && a[common] == b[common])
    common++;
  if (common == length_a || common == length_b || common >= ENOUGH_ALIKE)
    return TRUE;
  return (length_a >= ENOUGH_ALIKE && strstr (b, a) != NULL)
         || (length_b >= ENOUGH_ALIKE && strstr (a, b) != NULL)
         || name_variant_same (word_a, word_b);
}

gboolean
person_names_may_be_one (const PersonName *a, const PersonName *b)
{
  for (gsize i = 0; i < a->length; i++)
    for (gsize j = 0; j < b->length; j++)
      if (words_are_kin (a->words[i], b->words[j]))
        return TRUE;
  return FALSE;
}
