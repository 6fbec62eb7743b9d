/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "company_name.h"
#include "knowledge/fold.h"
#include "knowledge/legal_form.h"
#include "mail/words.h"

/* Forms that tell of no country, so that legal_form.def leaves them out, and what stands like one.
 * Folded. */
static const char *const common_forms[]
    = { "ltd", "limited", "inc",   "incorporated", "corp",   "corporation", "co",      "company",
        "llc", "plc",     "llp",   "lp",           "sa",     "se",          "jsc",     "gmbh",
        "and", "&",       "group", "groupe",       "gruppe", "grupo",       "holding", "holdings",
        "a e", "sdn",     "pvt",   "pty",          "pte",    "spol" };

/* The same, written without a blank before them; the longer ones first. */
static const char *const joined_forms[]
    = { "股份有限公司", "有限责任公司", "有限公司", "集团", "公司", "株式会社", "주식회사" };

#define MAX_FORM_WORDS 6 /* "s a b de c v" */

static gboolean
is_common_form (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (common_forms); i++)
    if (strcmp (common_forms[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a legal form stands in the words; it is looked for behind another word, since it is none
 * by itself. */
static gboolean
words_hold_form (char **words, gsize length)
{
  g_autoptr (GString) name = g_string_new ("Aaaa");

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (name, " %s", words[i]);
  return legal_form_find (name->str) != NULL;
}

/* How many of the last words are a legal form: the fewest that hold one which ends with them. */
static gsize
form_length (char **words, gsize length)
{
  for (gsize n = 1; n < length && n <= MAX_FORM_WORDS; n++)
    if (words_hold_form (words + length - n, n))
      return words_hold_form (words + length - n, n - 1) ? 0 : n;
  return 0;
}

/* Forms that stand before the name, folded, the longer ones first. */
static const char *const leading_forms[] = { "cong ty tnhh ", "cong ty co phan ",
                                             "cong ty ",      "pt ",
                                             "cv ",           "ооо ",
                                             "оао ",          "зао ",
                                             "пао ",          "ао ",
                                             "ип ",           "тов ",
                                             "прат ",         "ooo ",
                                             "oao ",          "zao ",
                                             "tov ",          "株式会社",
                                             "주식회사",      "บริษัท " };

/* Where the name goes on behind the form that it begins with. */
static const char *
skip_leading_form (const char *spoken)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leading_forms); i++)
    if (g_str_has_prefix (spoken, leading_forms[i]) && strlen (spoken) > strlen (leading_forms[i]))
      return spoken + strlen (leading_forms[i]);
  return spoken;
}

static void
cut_joined_form (char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (joined_forms); i++)
    if (g_str_has_suffix (name, joined_forms[i]) && strlen (name) > strlen (joined_forms[i]))
      name[strlen (name) - strlen (joined_forms[i])] = '\0';
}

char *
company_name_spoken (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " ,()\t", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;
  g_autofree char *joined = NULL, *spoken = NULL;
  gsize length;

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (kept, words[i]);
  left = g_strv_builder_end (kept);
  length = g_strv_length (left);
  while (length > 1)
    {
      g_autofree char *last = words_fold (left[length - 1]);
      gsize cut = form_length (left, length);

      g_strdelimit (last, ".", ' ');
      if (cut == 0 && is_common_form (g_strstrip (last)))
        cut = 1;
      if (cut == 0)
        break;
      for (; cut > 0; cut--)
        g_clear_pointer (&left[--length], g_free);
    }
  joined = g_strjoinv (" ", left);
  spoken = words_fold (joined);
  cut_joined_form (spoken);
  return g_strdup (skip_leading_form (spoken));
}

/* Names begin with up to three words of a form ("Công ty TNHH ..."). */
#define MAX_FIRST_WORDS 4

gboolean
company_name_may_stand_in (const char *name, const Words *words)
{
  g_auto (GStrv) parts = words_split (name);
  g_autofree char *whole = NULL;

  for (gsize i = 0; i < MAX_FIRST_WORDS && parts[i] != NULL; i++)
    if (words_have (words, parts[i]))
      return TRUE;
  if (parts[0] == NULL || (guchar) parts[0][0] < 0x80)
    return FALSE;
  whole = company_name_spoken (name); /* of a script without blanks */
  return words_have (words, whole);
}

/* Before a name of one word these make it a person's. Folded, without the dot. */
static const char *const titles[]
    = { "mr",     "mrs", "ms",     "miss",     "dr",     "prof", "herr", "herrn",
        "frau",   "mme", "m",      "monsieur", "madame", "sr",   "sra",  "senor",
        "senora", "sig", "signor", "signora",  "pan",    "pani", "dhr",  "mevr" };

static gboolean
follows_title (const char *text, const char *at)
{
  const char *end = at, *start;

  while (end > text && (end[-1] == ' ' || end[-1] == '.'))
    end--;
  for (start = end; start > text && g_ascii_isalpha (start[-1]);)
    start--;
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strlen (titles[i]) == (gsize) (end - start)
        && strncmp (titles[i], start, (gsize) (end - start)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
goes_on_with (gunichar character)
{
  return g_unichar_isalnum (character) && !fold_is_blankless (character);
}

gboolean
company_name_stands_in (const char *spoken, const char *text)
{
  gsize length = strlen (spoken);
  gboolean latin = (guchar) spoken[0] < 0x80, one_word = strchr (spoken, ' ') == NULL;

  for (const char *hit = strstr (text, spoken); length > 1 && hit != NULL;
       hit = strstr (hit + 1, spoken))
    {
      gunichar before = hit > text ? g_utf8_get_char (g_utf8_prev_char (hit)) : ' ';
      gunichar after = g_utf8_get_char (hit + length);

      if (!latin)
        return TRUE;
      if (!goes_on_with (before) && !goes_on_with (after)
          && !(one_word && follows_title (text, hit)))
        return TRUE;
    }
  return FALSE;
}
