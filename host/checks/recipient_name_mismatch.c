/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "evidence/correspondents.h"
#include "knowledge/name_set.h"
#include "mail/words.h"

/* --- The name is itself an address, and another one --- */

/* The word of the display name that is an address, or NULL. Free with g_free (). */
static char *
address_in_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t<>()[]\"',;", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *at = strchr (words[i], '@');
      if (at != NULL && at > words[i] && strchr (at, '.') != NULL && at[1] != '.')
        return g_strdup (words[i]);
    }
  return NULL;
}

/* Whether the address that the name shows is of people whom the user knows: then the name may be
 * there to deceive. */
static AnswerState
shown_is_known (const CheckInput *in, const Address *shown, gboolean *ret_known)
{
  const Correspondents *known;
  AnswerState state = evidence_correspondents (in->evidence, "", &known);
  g_autofree char *key = address_key (shown);

  *ret_known = company_is_own (in, shown)
               || (known != NULL && key != NULL && correspondents_find (known, key) != NULL);
  return state;
}

static CheckState
check_shown_address (const CheckInput *in, const char *text, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autoptr (Address) shown = address_read (text);
  g_autofree char *shown_key = address_key (shown);
  g_autofree char *key = address_key (address);
  gboolean known;
  Finding *finding;

  if (shown_key == NULL || key == NULL || g_str_equal (shown_key, key)
      || company_same (shown, address))
    return CHECK_DONE;
  if (shown_is_known (in, shown, &known) == ANSWER_PENDING)
    return CHECK_PENDING;
  finding = findings_add (out);
  finding->variant = "address";
  finding_param (finding, "name", text);
  if (!known)
    finding_weak (finding, 0.8);
  return CHECK_DONE;
}

/* --- The name is one person's, the local part another's --- */

typedef struct
{
  char *words[4];
  gsize length;
} PersonWords;

static void
person_words_clear (PersonWords *person)
{
  for (gsize i = 0; i < person->length; i++)
    g_free (person->words[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PersonWords, person_words_clear)

/* FALSE where the text is no plain name of two to four words in Latin letters: then nothing can be
 * said. */
static gboolean
person_words_read (PersonWords *person, const char *text)
{
  g_auto (GStrv) words = words_split (text);
  gsize length = g_strv_length (words);

  if (length < 2 || length > G_N_ELEMENTS (person->words))
    return FALSE;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (!word_is_latin (words[i]))
        return FALSE;
      person->words[person->length++] = g_steal_pointer (&words[i]);
      words[i] = g_strdup ("");
    }
  return TRUE;
}

static gboolean
is_name_word (const char *word)
{
  return name_set_contains (&given_names, word) || name_set_contains (&pinyin_surnames, word);
}

static gboolean
has_name_word (const PersonWords *person)
{
  for (gsize i = 0; i < person->length; i++)
    if (is_name_word (person->words[i]))
      return TRUE;
  return FALSE;
}

/* "juergen" -> "jurgen": umlauts are written both ways, and words_fold () leaves the plain vowel.
 */
static char *
without_umlaut_e (const char *word)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = word; *c != '\0'; c++)
    if (!(*c == 'e' && c > word && strchr ("aou", c[-1]) != NULL))
      g_string_append_c (plain, *c);
  return g_string_free (plain, FALSE);
}

/* Whether one word may stand for the other: an initial, a short form (Alex for Alexander), a
 * spelling (ph/f, ei/ey) that begins alike, or words run together (xiaoming for xiao ming, weizhang
 * for zhang). */
static gboolean
words_are_kin (const char *word_a, const char *word_b)
{
  g_autofree char *a = without_umlaut_e (word_a), *b = without_umlaut_e (word_b);
  gsize length_a = strlen (a), length_b = strlen (b);
  gsize common = 0;

  while (common < length_a && common < length_b && a[common] == b[common])
    common++;
  if (common == length_a || common == length_b || common >= 3)
    return TRUE;
  return (length_a >= 3 && strstr (b, a) != NULL) || (length_b >= 3 && strstr (a, b) != NULL);
}

/* Nicknames that share no beginning with the name: equal numbers are one name. */
static const struct
{
  const char *name;
  guint group;
} nicknames[] = {
  { "robert", 1 },     { "bob", 1 },        { "bobby", 1 },      { "william", 2 },
  { "bill", 2 },       { "guillermo", 2 },  { "richard", 3 },    { "dick", 3 },
  { "rick", 3 },       { "elizabeth", 4 },  { "liz", 4 },        { "beth", 4 },
  { "betty", 4 },      { "lisa", 4 },       { "margaret", 5 },   { "peggy", 5 },
  { "greta", 5 },      { "edward", 6 },     { "ted", 6 },        { "ned", 6 },
  { "theodore", 6 },   { "james", 7 },      { "jim", 7 },        { "jimmy", 7 },
  { "john", 8 },       { "jack", 8 },       { "johannes", 8 },   { "hans", 8 },
  { "ivan", 8 },       { "juan", 8 },       { "henry", 9 },      { "harry", 9 },
  { "hank", 9 },       { "heinz", 9 },      { "anthony", 10 },   { "tony", 10 },
  { "alexander", 11 }, { "sandy", 11 },     { "sasha", 11 },     { "aleksandr", 11 },
  { "francisco", 12 }, { "paco", 12 },      { "francesco", 12 }, { "franco", 12 },
  { "jose", 13 },      { "pepe", 13 },      { "giuseppe", 13 },  { "joseph", 13 },
  { "catherine", 14 }, { "katherine", 14 }, { "kate", 14 },      { "kathy", 14 },
  { "cathy", 14 },     { "ekaterina", 14 }, { "katharina", 14 }, { "dorothy", 15 },
  { "dolly", 15 },     { "patricia", 16 },  { "tricia", 16 },    { "michael", 17 },
  { "mike", 17 },      { "mick", 17 },      { "charles", 18 },   { "chuck", 18 },
  { "carlos", 18 },    { "karl", 18 },      { "peter", 19 },     { "pedro", 19 },
  { "pierre", 19 },    { "piotr", 19 },     { "yury", 20 },      { "george", 20 },
  { "joerg", 20 },     { "jorge", 20 },     { "evgeny", 21 },    { "eugene", 21 },
  { "zhenya", 21 },    { "yevgeniy", 21 },
};

static guint
nickname_group (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nicknames); i++)
    if (strcmp (nicknames[i].name, word) == 0)
      return nicknames[i].group;
  return 0;
}

static gboolean
persons_may_be_one (const PersonWords *a, const PersonWords *b)
{
  for (gsize i = 0; i < a->length; i++)
    for (gsize j = 0; j < b->length; j++)
      {
        guint group = nickname_group (a->words[i]);
        if (words_are_kin (a->words[i], b->words[j])
            || (group != 0 && group == nickname_group (b->words[j])))
          return TRUE;
      }
  return FALSE;
}

/* A name that is also in the domain ("Anna Schmidt" behind hans.mueller@schmidt.de) may be the
 * firm's. */
static gboolean
domain_shows_person (const Address *address, const PersonWords *person)
{
  for (gsize i = 0; i < person->length; i++)
    if (strlen (person->words[i]) >= 3 && strstr (address->ascii_domain, person->words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_person (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  g_auto (PersonWords) shown = { .length = 0 };
  g_auto (PersonWords) local = { .length = 0 };
  Finding *finding;

  if (strpbrk (address->local_part, "._-") == NULL
      || !person_words_read (&shown, address->display_name)
      || !person_words_read (&local, address->local_part) || local.length > 3
      || strlen (local.words[0]) < 2 || strlen (local.words[local.length - 1]) < 2
      || !has_name_word (&shown) || !has_name_word (&local) || persons_may_be_one (&shown, &local)
      || domain_shows_person (address, &shown))
    return;
  finding = findings_add (out);
  finding->variant = "person";
  finding_param (finding, "name", address->display_name);
  finding_param (finding, "local_part", address->local_part);
  finding_weak (finding, 0.7);
}

CheckState
check_recipient_name_mismatch (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autofree char *shown = NULL;

  if (address->display_name == NULL || address->ascii_domain == NULL || address->local_part == NULL)
    return CHECK_DONE;
  shown = address_in_name (address->display_name);
  if (shown != NULL)
    return check_shown_address (in, shown, out);
  check_person (in, out);
  return CHECK_DONE;
}
