/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "mail/words.h"

/* A local part that no business would print on a card. */

/* Rows of keys, left to right. From a row's end four keys in a row are enough ("qwer", "asdf",
 * "poiu"); elsewhere words have four by chance: "Werth", "property", "Hertz", "Azerbaijan",
 * "Trewin". */
static const struct
{
  const char *keys;
  gsize enough;
} keyboard_rows[] = {
  { "qwertyuiop", 4 }, { "asdfghjkl", 4 },  { "zxcvbnm", 4 },
  { "qwertzuiop", 4 }, { "azertyuiop", 5 }, { "qazwsxedc", 5 },
};
#define ENOUGH_INSIDE_A_ROW 5

/* Whether a walk along the row begins at @text: rightwards with @step 1, leftwards with -1. */
static gboolean
walks_along (const char *text, gsize r, int step)
{
  const char *keys = keyboard_rows[r].keys;
  gssize last = (gssize) strlen (keys) - 1;
  gssize first = step > 0 ? 0 : last;
  const char *key = text[0] != '\0' ? strchr (keys, text[0]) : NULL;
  gssize at = key != NULL ? key - keys : -1;
  gsize enough = at == first ? keyboard_rows[r].enough : ENOUGH_INSIDE_A_ROW;
  gsize length = 0;

  for (; at >= 0 && at <= last && text[length] == keys[at]; at += step)
    length++;
  return length >= enough;
}

static gboolean
has_keyboard_walk (const char *local)
{
  for (const char *c = local; *c != '\0'; c++)
    for (gsize r = 0; r < G_N_ELEMENTS (keyboard_rows); r++)
      if (walks_along (c, r, 1) || walks_along (c, r, -1))
        return TRUE;
  return FALSE;
}

/* 1950 to 2039: a year of birth or of founding is common in addresses and no random tail. */
static gboolean
is_year (const char *digits, gsize length)
{
  guint64 year = g_ascii_strtoull (digits, NULL, 10);
  return length == 4 && year >= 1950 && year < 2040;
}

#define MIN_DIGIT_TAIL 3
#define MIN_CONSONANTS 5

static gboolean
has_digit_tail (const char *local)
{
  gsize length = strlen (local), digits = 0;

  while (digits < length && g_ascii_isdigit (local[length - digits - 1]))
    digits++;
  return digits >= MIN_DIGIT_TAIL && !is_year (local + length - digits, digits);
}

static gboolean
is_all_digits (const char *local)
{
  return strspn (local, "0123456789") == strlen (local);
}

/* "xkjhdf": no vowel (with y and w, for Slavic and Welsh names) in a word that is too long for an
 * acronym. */
static gboolean
has_no_vowels (const char *local)
{
  gsize letters = strspn (local, "abcdefghijklmnopqrstuvwxyz");
  return letters == strlen (local) && letters > MIN_CONSONANTS
         && strpbrk (local, "aeiouyw") == NULL;
}

/* Of letters: a hotline's number (4008888888@) has its reasons. */
static gboolean
has_repetition (const char *local)
{
  for (const char *c = local; *c != '\0'; c++)
    if (g_ascii_isalpha (*c) && c[1] == *c && c[2] == *c && c[3] == *c)
      return TRUE;
  return FALSE;
}

/* Not "angel", "prince", "honey", "lovely", "darling": people are called that. */
static const char *const private_words[] = {
  "sexy",    "sexygirl", "babygirl", "babyboy", "iloveyou", "loveyou",
  "killer",  "hacker",   "superman", "cutie",   "cutegirl", "coolboy",
  "coolguy", "lonely",   "playboy",  "badboy",  "badgirl",  "sweetie",
};

static gboolean
has_private_word (const char *local)
{
  g_auto (GStrv) words = words_split (local);

  for (gsize i = 0; words[i] != NULL; i++)
    for (gsize w = 0; w < G_N_ELEMENTS (private_words); w++)
      if (strcmp (words[i], private_words[w]) == 0)
        return TRUE;
  return FALSE;
}

/* What is odd about it, as the text's variant; first match. A company numbers its mailboxes as it
 * likes (export01@), so the signs of a private address count at free mail only. */
static const struct
{
  const char *variant;
  gboolean free_mail_only;
  gboolean (*matches) (const char *local);
} oddities[] = {
  { "keyboard", FALSE, has_keyboard_walk }, { "repetition", FALSE, has_repetition },
  { "digits", TRUE, is_all_digits },        { "digit_tail", TRUE, has_digit_tail },
  { "random", TRUE, has_no_vowels },        { "private", TRUE, has_private_word },
};

CheckState
check_sender_unprofessional (const CheckInput *in, Findings *out)
{
  const Address *from = in->message->from;
  g_autofree char *local = NULL;
  gboolean free_mail;

  if (from == NULL || from->local_part == NULL || !company_is_addressed (in->message))
    return CHECK_DONE;
  local = g_ascii_strdown (from->local_part, -1);
  free_mail = from->is_free_mail;
  for (gsize i = 0; i < G_N_ELEMENTS (oddities); i++)
    if ((free_mail || !oddities[i].free_mail_only) && oddities[i].matches (local))
      {
        Finding *finding = findings_add_sender (out, SUBJECT_FROM, from->text);
        finding->once = TRUE;
        finding->variant = oddities[i].variant;
        finding_param (finding, "local_part", from->local_part);
        break;
      }
  return CHECK_DONE;
}
