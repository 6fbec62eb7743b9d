/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "knowledge/domain_slip.h"
#include "knowledge/keyboard.h"

/* How often a typed domain holds a slip, and another one where it holds one: who errs once is in a
 * hurry. */
#define FIRST_SLIP 0.004
#define FURTHER_SLIP 0.05

/* Shares of the kinds of slip; a share is divided among the places and the keys where the slip
 * could have happened. */
#define OMISSION 0.25
#define OMISSION_OF_DOUBLE 0.40 /* one of two equal letters */
#define TRANSPOSITION 0.20
#define DISPLACEMENT 0.02 /* a letter that comes two places early or late: "gmila" */
#define DOUBLING 0.12
#define NEIGHBOUR 0.18
#define LOOKS_ALIKE 0.08 /* also sounds alike */
#define ADDED_NEIGHBOUR 0.10
#define ANY_KEY 0.05
#define WRONG_ENDING 0.06

#define N_KEYS 37.0
#define N_NEIGHBOURS 5.0
#define N_ALIKE 3.0
#define N_ENDINGS 8.0

/* What stands for each character by eye or by ear. */
static const char *const alike[128] = {
  ['0'] = "o",  ['1'] = "il",  ['5'] = "s",   ['a'] = "eo",   ['b'] = "d",  ['c'] = "ke",
  ['d'] = "b",  ['e'] = "aic", ['g'] = "q",   ['i'] = "l1ey", ['k'] = "c",  ['l'] = "i1",
  ['m'] = "n",  ['n'] = "m",   ['o'] = "0ua", ['q'] = "g",    ['s'] = "5z", ['u'] = "vo",
  ['v'] = "uw", ['w'] = "v",   ['y'] = "i",   ['z'] = "s",
};

/* Sequences that look like one letter. */
static const struct
{
  char pair[3];
  char letter;
} ligatures[] = { { "rn", 'm' }, { "nn", 'm' }, { "vv", 'w' }, { "cl", 'd' }, { "uu", 'w' } };

typedef struct
{
  const char *typed;
  const char *meant;
  double log_places; /* ln of the number of places in the domain where it can have happened */
} Slip;

static gboolean
looks_alike (char a, char b)
{
  const char *twins = (guchar) a < G_N_ELEMENTS (alike) ? alike[(guchar) a] : NULL;

  return twins != NULL && b != '\0' && strchr (twins, b) != NULL;
}

/* Costs are -ln of the probability that one more slip is this one. (The logarithm is of constants.)
 */
static inline double
cost (const Slip *slip, double share, double choices)
{
  return slip->log_places - log (FURTHER_SLIP * share / choices);
}

static double
omission_cost (const Slip *slip, gsize j)
{
  gboolean of_double
      = (j > 0 && slip->meant[j] == slip->meant[j - 1]) || slip->meant[j] == slip->meant[j + 1];

  return cost (slip, of_double ? OMISSION_OF_DOUBLE : OMISSION, 1);
}

static double
insertion_cost (const Slip *slip, gsize i)
{
  char added = slip->typed[i];
  char before = i > 0 ? slip->typed[i - 1] : '\0';
  char after = slip->typed[i + 1];

  if (added == before || added == after)
    return cost (slip, DOUBLING, 1);
  if (keyboard_is_neighbour (before, added) || keyboard_is_neighbour (after, added))
    return cost (slip, ADDED_NEIGHBOUR, 2 * N_NEIGHBOURS);
  return cost (slip, ANY_KEY, N_KEYS);
}

static double
substitution_cost (const Slip *slip, gsize i, gsize j)
{
  if (slip->typed[i] == slip->meant[j])
    return 0;
  if (keyboard_is_neighbour (slip->meant[j], slip->typed[i]))
    return cost (slip, NEIGHBOUR, N_NEIGHBOURS);
  if (looks_alike (slip->meant[j], slip->typed[i]))
    return cost (slip, LOOKS_ALIKE, N_ALIKE);
  return cost (slip, ANY_KEY, N_KEYS);
}

/* The cost of the two characters that end at @pair for the one at @letter; INFINITY if they do not
 * look alike. */
static double
ligature_cost (const Slip *slip, const char *pair, char letter)
{
  for (gsize k = 0; k < G_N_ELEMENTS (ligatures); k++)
    if (letter == ligatures[k].letter && memcmp (pair, ligatures[k].pair, 2) == 0)
      return cost (slip, LOOKS_ALIKE, 1);
  return INFINITY;
}

/* Whether the first of three letters was typed last, or the last first. */
static gboolean
is_displaced (const char *typed, const char *meant)
{
  return (typed[0] == meant[1] && typed[1] == meant[2] && typed[2] == meant[0])
         || (typed[0] == meant[2] && typed[1] == meant[0] && typed[2] == meant[1]);
}

/* The cheapest way to @typed[0..i] from @meant[0..j], by the last thing done. */
static double
cheapest (const Slip *slip, double (*row)[DOMAIN_SLIP_MAX_LENGTH + 1], gsize i, gsize j)
{
  const char *typed = slip->typed, *meant = slip->meant;
  double best = INFINITY;

  if (i > 0 && j > 0)
    best = row[(i - 1) % 4][j - 1] + substitution_cost (slip, i - 1, j - 1);
  if (j > 0 && row[i % 4][j - 1] < best)
    best = MIN (best, row[i % 4][j - 1] + omission_cost (slip, j - 1));
  if (i > 0 && row[(i - 1) % 4][j] < best)
    best = MIN (best, row[(i - 1) % 4][j] + insertion_cost (slip, i - 1));
  if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1]
      && typed[i - 1] != typed[i - 2])
    best = MIN (best, row[(i - 2) % 4][j - 2] + cost (slip, TRANSPOSITION, 1));
  if (i > 2 && j > 2 && is_displaced (typed + i - 3, meant + j - 3))
    best = MIN (best, row[(i - 3) % 4][j - 3] + cost (slip, DISPLACEMENT, 1));
  if (i > 1 && j > 0 && row[(i - 2) % 4][j - 1] < best)
    best = MIN (best, row[(i - 2) % 4][j - 1] + ligature_cost (slip, typed + i - 2, meant[j - 1]));
  if (i > 0 && j > 1 && row[(i - 1) % 4][j - 2] < best)
    best = MIN (best, row[(i - 1) % 4][j - 2] + ligature_cost (slip, meant + j - 2, typed[i - 1]));
  return best;
}

double
domain_slip_log (const char *typed, gsize typed_length, const char *meant, gsize meant_length)
{
  const Slip slip = { typed, meant, log (MAX (meant_length, 1)) };
  double two_of_any = 2 * cost (&slip, ANY_KEY, N_KEYS);
  double limit = two_of_any + 1e-9;
  double row[4][DOMAIN_SLIP_MAX_LENGTH + 1];
  double before[2] = { 0, 0 }; /* the cheapest of the two rows before */

  g_return_val_if_fail (
      typed_length <= DOMAIN_SLIP_MAX_LENGTH && meant_length <= DOMAIN_SLIP_MAX_LENGTH, -INFINITY);
  /* Two slips change the length by two at most, so only a band along the diagonal matters; and no
   * way gets cheaper than the rows that it comes from. */
  for (gsize i = 0; i <= typed_length; i++)
    {
      gsize first = i > 2 ? i - 2 : 0;
      gsize last = MIN (i + 2, meant_length);
      double cheapest_here = INFINITY;

      if (first > meant_length)
        return -INFINITY;
      if (first > 0)
        row[i % 4][first - 1] = INFINITY;
      for (gsize j = first; j <= last; j++)
        {
          row[i % 4][j] = i == 0 && j == 0 ? 0 : cheapest (&slip, row, i, j);
          cheapest_here = MIN (cheapest_here, row[i % 4][j]);
        }
      if (MIN (cheapest_here, MIN (before[0], before[1])) > limit)
        return -INFINITY;
      before[i % 2] = cheapest_here;
      for (gsize j = last + 1; j <= MIN (last + 2, meant_length); j++)
        row[i % 4][j] = INFINITY;
    }
  if (typed_length + 2 < meant_length || row[typed_length % 4][meant_length] > limit)
    return -INFINITY;
  return log (FIRST_SLIP / FURTHER_SLIP) - row[typed_length % 4][meant_length];
}

double
domain_slip_wrong_ending_log (gboolean further)
{
  return log ((further ? FURTHER_SLIP : FIRST_SLIP) * WRONG_ENDING / N_ENDINGS);
}
