/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <libpsl.h>
#include "knowledge/name_set.h"
#include "mail/ending.h"
#include "mail/ending_second.h"
#include "mail/mail_service.h"

/* Each slip has a cost, and so has each ending (its rarity): the cheapest sum is what was meant, if
 * nothing else comes near. */
#define COST_LIMIT 4.6
#define COST_MARGIN 0.6
#define COST_RARE_ENDING                                                                           \
  3.6 /* of a top-level domain that is not in ending.def: it is never suggested, but ties with     \
         what is */
#define COST_PLAIN_SLIP 1.0 /* what no two endings in use differ by, unless by chance */
#define SUFFIX_MAX_OCTETS 7 /* "com.cn" and one letter more */

static const struct
{
  const char *ending;
  double habit;
} endings[] = {
#define ENDING(ending, habit) { ending, habit },
#include "mail/ending.def"
#undef ENDING
};

/* Whether two keys touch on a keyboard. */
static gboolean
are_neighbours (char a, char b)
{
  static const char *const rows[] = { "1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./" };
  static const double indent[] = { 0.0, 0.5, 0.75, 1.25 };
  int row_a = -1, row_b = -1;
  double x_a = 0, x_b = 0;

  for (int row = 0; row < (int) G_N_ELEMENTS (rows); row++)
    {
      const char *key_a = strchr (rows[row], a), *key_b = strchr (rows[row], b);
      if (key_a != NULL)
        {
          row_a = row;
          x_a = indent[row] + (double) (key_a - rows[row]);
        }
      if (key_b != NULL)
        {
          row_b = row;
          x_b = indent[row] + (double) (key_b - rows[row]);
        }
    }
  return row_a >= 0 && row_b >= 0 && ABS (row_a - row_b) <= 1 && ABS (x_a - x_b) <= 1.0;
}

static gboolean
look_alike (char typed, char meant)
{
  return (typed == '0' && meant == 'o') || (typed == '1' && (meant == 'l' || meant == 'i'))
         || (typed == 'l' && meant == 'i') || (typed == 'i' && meant == 'l');
}

static double
cost_of_substitution (char typed, char meant)
{
  if (look_alike (typed, meant))
    return 0.8;
  if (are_neighbours (typed, meant))
    return 1.0;
  return typed == '.' || meant == '.' ? COST_NO_SLIP : 2.5;
}

/* @typed has the character at @i too many. */
static double
cost_of_insertion (const char *typed, gsize i)
{
  char before = i > 0 ? typed[i - 1] : '\0', behind = typed[i + 1];

  if (typed[i] == '.')
    return COST_NO_SLIP;
  if (typed[i] == before || typed[i] == behind)
    return 1.0;
  if (behind == '\0')
    return 1.2; /* whatever the hand meets when it leaves */
  return (before != '\0' && are_neighbours (typed[i], before))
                 || (behind != '\0' && are_neighbours (typed[i], behind))
             ? 1.2
             : 2.0;
}

double
ending_slip_cost (const char *typed, const char *meant)
{
  gsize n_typed = strlen (typed), n_meant = strlen (meant), i = 0;

  while (typed[i] != '\0' && typed[i] == meant[i])
    i++;
  if (n_typed == n_meant && typed[i] != '\0')
    {
      if (strcmp (typed + i + 1, meant + i + 1) == 0)
        return cost_of_substitution (typed[i], meant[i]);
      if (typed[i] == meant[i + 1] && typed[i + 1] == meant[i]
          && strcmp (typed + i + 2, meant + i + 2) == 0)
        return 1.0;
    }
  if (n_typed == n_meant + 1 && strcmp (typed + i + 1, meant + i) == 0)
    return cost_of_insertion (typed, i);
  if (n_typed + 1 == n_meant && strcmp (typed + i, meant + i + 1) == 0)
    return meant[i] == '.' || meant[i + 1] == '\0' ? 1.0 : 1.6;
  return COST_NO_SLIP;
}

gboolean
ending_is_usual (const char *ending)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (endings[i].ending, ending) == 0)
      return TRUE;
  return FALSE;
}

/* The last @labels labels of @domain, or NULL if no label stands before them. */
static const char *
last_labels (const char *domain, guint labels)
{
  const char *tail = domain + strlen (domain);

  for (guint found = 0; tail > domain; tail--)
    if (tail[-1] == '.' && ++found == labels)
      return tail;
  return NULL;
}

/* Whether names are registered under @suffix. */
static gboolean
is_suffix (const char *suffix)
{
  return psl_is_public_suffix2 (psl_builtin (), suffix, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

/* The cheapest way from @tail to an ending of ending.def of the kind wanted; *@second is the cost
 * of the next. */
static const char *
find_ending (const char *tail, gboolean compound_only, double *best, double *second)
{
  const char *found = NULL;

  *best = *second = COST_NO_SLIP;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      double cost;
      if (compound_only && strchr (endings[i].ending, '.') == NULL)
        continue;
      cost = ending_slip_cost (tail, endings[i].ending) + endings[i].habit;
      if (cost < *best)
        {
          *second = *best;
          *best = cost;
          found = endings[i].ending;
        }
      else
        *second = MIN (*second, cost);
    }
  return found;
}

/* The cheapest way from an unknown @tld to a top-level domain that ending.def does not have. */
static double
cost_of_rare_ending (const char *tld)
{
  double best = COST_NO_SLIP;

  for (guint i = 0; i < tlds.length; i++)
    best = MIN (best, ending_slip_cost (tld, tlds.text + tlds.starts[i]) + COST_RARE_ENDING);
  return best;
}

/* The suffix that "con.cn" was meant for, where the country's name is right and so is the shape,
 * but nothing is registered under it; with @plain_only, if the slip is as plain as they come. */
static const char *
find_suffix (const char *domain, gboolean plain_only, const char **ret_tail)
{
  const char *tail = last_labels (domain, 2);
  const char *found;
  double best, second;

  if (tail == NULL || strlen (tail) > SUFFIX_MAX_OCTETS || is_suffix (tail))
    return NULL;
  found = find_ending (tail, TRUE, &best, &second);
  if (found == NULL || best > COST_LIMIT || second - best < COST_MARGIN)
    return NULL;
  if (plain_only && ending_slip_cost (tail, found) > COST_PLAIN_SLIP)
    return NULL;
  *ret_tail = tail;
  return found;
}

/* "company.co.br", where Brazil's companies are under com.br. */
static gboolean
is_kin_of_suffix (const char *domain)
{
  const char *tail = last_labels (domain, 2);
  g_autofree char *suffix = tail != NULL ? ending_second_correct (tail) : NULL;

  return suffix != NULL;
}

/* Top-level domains of states that are no more. */
static gboolean
is_retired (const char *tld)
{
  static const char *const retired[] = { "an", "bu", "cs", "dd", "tp", "yu", "zr" };

  for (gsize i = 0; i < G_N_ELEMENTS (retired); i++)
    if (strcmp (tld, retired[i]) == 0)
      return TRUE;
  return FALSE;
}

EndingState
ending_state (const char *ascii_domain)
{
  const char *tld = last_labels (ascii_domain, 1);
  const char *tail;

  if (tld == NULL)
    return ENDING_MISSING;
  if (is_retired (tld))
    return ENDING_RETIRED;
  if (!name_set_contains (&tlds, tld))
    return ENDING_UNKNOWN;
  if (find_suffix (ascii_domain, TRUE, &tail) != NULL)
    return ENDING_SUFFIX;
  return is_kin_of_suffix (ascii_domain) ? ENDING_SUFFIX : ENDING_KNOWN;
}

static char *
with_ending (const char *domain, const char *tail, const char *ending)
{
  return g_strdup_printf ("%.*s%s", (int) (tail - domain), domain, ending);
}

/* The domain under the suffix of the country whose name is right. */
static char *
correct_suffix (const char *domain, gboolean plain_only)
{
  const char *tail = last_labels (domain, 2);
  g_autofree char *kin = tail != NULL ? ending_second_correct (tail) : NULL;
  const char *found = kin == NULL ? find_suffix (domain, plain_only, &tail) : kin;

  return found != NULL ? with_ending (domain, tail, found) : NULL;
}

char *
ending_correct (const char *ascii_domain)
{
  const char *tld = last_labels (ascii_domain, 1);
  const char *found;
  char *corrected;
  double best, second;

  if (tld == NULL)
    {
      found = mail_service_called (ascii_domain);
      return found != NULL ? g_strdup (found) : ending_second_part (ascii_domain);
    }
  if (is_retired (tld)) /* what was meant is not a slip away */
    return NULL;
  if (name_set_contains (&tlds, tld))
    return correct_suffix (ascii_domain, TRUE);
  corrected = correct_suffix (ascii_domain, FALSE);
  if (corrected != NULL || tld[1] == '\0') /* one letter is left of too many endings */
    return corrected;
  found = find_ending (tld, FALSE, &best, &second);
  second = MIN (second, cost_of_rare_ending (tld));
  if (found != NULL && best <= COST_LIMIT && second - best >= COST_MARGIN)
    return with_ending (ascii_domain, tld, found);
  return best > COST_LIMIT ? ending_second_run_on (ascii_domain, tld) : NULL;
}
