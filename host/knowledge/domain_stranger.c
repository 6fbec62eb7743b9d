/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "knowledge/domain_stranger.h"
#include "knowledge/name_set.h"

/* The share of recipients who are at no domain that is known. */
#define STRANGERS 0.6

/* That somebody owns a service's label under another given ending, and is written to. */
#define COINED_ELSEWHERE 1e-8
#define WORD_ELSEWHERE 1e-5

/* No mailbox can be under an ending that does not exist. */
#define UNKNOWN_ENDING 1e-9
#define RARE_ENDING 0.003

#define N_CHARACTERS 37
#define HYPHEN 36

static const guint8 letters[1 + N_CHARACTERS][N_CHARACTERS] = {
#include "knowledge/domain_letters.def"
};

/* Of a thousand labels of firms, how many are this long; from 17 on, ever fewer. */
static const guint8 lengths[] = { 1, 1, 8, 28, 50, 68, 85, 95, 98, 97, 90, 80, 70, 60, 48, 38, 30 };

/* Of a thousand recipients abroad and at home, how many are under this ending. */
static const struct
{
  const char *ending;
  guint16 per_thousand;
} endings[]
    = { { "com", 500 },   { "cn", 60 },    { "de", 45 },    { "com.cn", 25 }, { "net", 30 },
        { "co.uk", 25 },  { "org", 20 },   { "it", 18 },    { "fr", 18 },     { "nl", 12 },
        { "jp", 10 },     { "co.jp", 15 }, { "ru", 15 },    { "pl", 12 },     { "com.br", 15 },
        { "com.au", 12 }, { "ca", 8 },     { "es", 8 },     { "ch", 8 },      { "se", 7 },
        { "co.kr", 8 },   { "in", 8 },     { "edu", 8 },    { "eu", 6 },      { "co", 5 },
        { "io", 5 },      { "com.tw", 6 }, { "com.tr", 6 }, { "at", 5 },      { "be", 5 } };

static const char *const second_levels[]
    = { "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nom", "or", "org" };

static gboolean
is_second_level (const char *label, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (second_levels); i++)
    if (strlen (second_levels[i]) == length && memcmp (second_levels[i], label, length) == 0)
      return TRUE;
  return FALSE;
}

/* Where the label that ends before @end begins. */
static gsize
label_start (const char *domain, gsize end)
{
  while (end > 0 && domain[end - 1] != '.')
    end--;
  return end;
}

gsize
domain_ending_length (const char *domain, gsize length)
{
  gsize top = label_start (domain, length);
  gsize second;

  if (top == 0)
    return 0;
  second = label_start (domain, top - 1);
  if (second > 0 && length - top == 2 && is_second_level (domain + second, top - 1 - second))
    return length - second;
  return length - top;
}

const char *
domain_label (const char *domain, gsize length, gsize *ret_length)
{
  gsize ending = domain_ending_length (domain, length);
  gsize end = ending > 0 ? length - ending - 1 : length;
  gsize start = label_start (domain, end);

  *ret_length = end - start;
  return domain + start;
}

gboolean
domain_ending_exists (const char *domain, gsize length)
{
  gsize top = label_start (domain, length);

  return top > 0 && name_set_contains_n (&tlds, domain + top, length - top);
}

static double
ending_probability (const char *domain, gsize domain_length)
{
  gsize length = domain_ending_length (domain, domain_length);
  const char *ending = domain + domain_length - length;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (endings[i].ending) == length && memcmp (endings[i].ending, ending, length) == 0)
      return endings[i].per_thousand / 1000.0;
  return domain_ending_exists (domain, domain_length) ? RARE_ENDING : UNKNOWN_ENDING;
}

static guint
character_class (char c)
{
  if (g_ascii_islower (c))
    return c - 'a';
  return g_ascii_isdigit (c) ? 26 + (guint) (c - '0') : HYPHEN;
}

static double
label_log (const char *label, gsize length)
{
  double sum = 0;
  guint before = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint class = character_class (label[i]);
      sum -= letters[before][class] / 10.0;
      before = 1 + class;
    }
  if (length < G_N_ELEMENTS (lengths))
    return sum + log (lengths[length] / 1000.0);
  return sum + log (lengths[G_N_ELEMENTS (lengths) - 1] / 1000.0)
         - 0.2 * (length - G_N_ELEMENTS (lengths));
}

double
domain_stranger_log (const char *domain, gsize length, DomainLabel kind)
{
  gsize label_length;
  const char *label = domain_label (domain, length, &label_length);
  double known[]
      = { [LABEL_UNKNOWN] = 0, [LABEL_COINED] = COINED_ELSEWHERE, [LABEL_WORD] = WORD_ELSEWHERE };
  double of_label = kind == LABEL_UNKNOWN ? label_log (label, label_length) : log (known[kind]);

  return log (STRANGERS) + of_label + log (ending_probability (domain, length));
}
