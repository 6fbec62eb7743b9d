/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "knowledge/domain_slip.h"
#include "knowledge/domain_typo.h"
#include "knowledge/skeleton.h"
#include "knowledge/tld_country.h"

/* However unlike a name a label looks, somebody may own it and be written to. Not where the ending
 * does not exist. */
#define ANY_DOMAIN_LOG -20.7 /* one recipient in a thousand million */

#define HOME ".com"
#define NAME_MIN_LENGTH 5 /* of a service whose name is looked for under other endings */

typedef struct
{
  const char *typed;
  gsize length;
  const char *label;
  gsize label_length;
  gboolean ending_exists;
  const char *at_home; /* in consider_name (): the name that was typed, under ".com" */
  gsize at_home_length;
  double stranger; /* ln of the probability that a stranger's domain is meant */
  guint index;
  gboolean ending_slip; /* some candidate has the very label, and its ending is one slip away */
  DomainTypo best;
  double second;
} Search;

static void
consider (Search *search, const IndexedDomain *meant, double log_odds, DomainTypoKind kind)
{
  if (search->best.meant != NULL && strcmp (search->best.meant->domain, meant->domain) == 0)
    {
      search->best.log_odds = MAX (search->best.log_odds, log_odds);
      return;
    }
  if (log_odds <= search->best.log_odds)
    {
      search->second = MAX (search->second, log_odds);
      return;
    }
  search->second = search->best.log_odds;
  search->best
      = (DomainTypo){ .meant = meant, .index = search->index, .log_odds = log_odds, .kind = kind };
}

static gboolean
has_label_of (const Search *search, const IndexedDomain *meant)
{
  return meant->label_length == search->label_length
         && memcmp (meant->domain + meant->label_start, search->label, search->label_length) == 0;
}

/* Where the slip is in the ending alone, the letters of the label tell nothing: the question is who
 * else owns that label. */
static double
stranger_log (const Search *search, const IndexedDomain *meant)
{
  double stranger = search->stranger;

  if (meant->label != LABEL_UNKNOWN && has_label_of (search, meant))
    stranger = domain_stranger_log (search->typed, search->length, meant->label);
  return search->ending_exists ? MAX (stranger, ANY_DOMAIN_LOG) : stranger;
}

static void
consider_near (const IndexedDomain *meant, gpointer data)
{
  Search *search = data;
  double slip = domain_slip_log (search->typed, search->length, meant->domain, meant->length);
  gboolean single;

  if (!isfinite (slip))
    return;
  single = slip >= DOMAIN_SLIP_SINGLE_LOG;
  search->ending_slip |= single && has_label_of (search, meant);
  consider (search, meant, meant->log_share + slip - stranger_log (search, meant),
            single                         ? DOMAIN_TYPO_SINGLE
            : has_label_of (search, meant) ? DOMAIN_TYPO_ENDING
                                           : DOMAIN_TYPO_DOUBLE);
}

/* "gmail.net": the right label under another ending, which is far in letters (where one is a slip
 * away, that one is meant). Only for coined names. */
static void
consider_endings (Search *search, const DomainIndex *index)
{
  g_autofree char *shape = skeleton_of_label (search->label, search->label_length);
  const IndexedDomain *best = NULL;

  for (const IndexedDomain *entry = domain_index_find_shape (index, shape); entry != NULL;
       entry = domain_index_next_of_shape (index, entry))
    if (entry->label == LABEL_COINED && has_label_of (search, entry) && entry->label_start == 0
        && (best == NULL || entry->log_share > best->log_share))
      best = entry;
  if (best != NULL)
    consider (search, best,
              best->log_share + domain_slip_wrong_ending_log (FALSE) - stranger_log (search, best),
              DOMAIN_TYPO_ENDING);
}

/* Whether @entry is a service of the whole world: a coined name at home under ".com". */
static gboolean
is_world_wide (const IndexedDomain *entry)
{
  gsize end = (gsize) entry->label_start + entry->label_length;

  return entry->label == LABEL_COINED && entry->label_start == 0
         && entry->label_length >= NAME_MIN_LENGTH && strcmp (entry->domain + end, HOME) == 0;
}

static void
consider_name (const IndexedDomain *meant, gpointer data)
{
  Search *search = data;
  double slip;

  /* The first letter is seldom wrong, and many names are a service's with another one: "xcloud". */
  if (!is_world_wide (meant) || has_label_of (search, meant) || *search->at_home != *meant->domain)
    return;
  slip = domain_slip_log (search->at_home, search->at_home_length, meant->domain, meant->length);
  if (slip >= DOMAIN_SLIP_SINGLE_LOG)
    consider (search, meant,
              meant->log_share + slip + domain_slip_wrong_ending_log (TRUE) - search->stranger,
              DOMAIN_TYPO_NAME);
}

/* "gmial.co.uk": a slip in the name of a service of the whole world, under an ending that the hand
 * did not slip to. Services have branches under the endings of countries, so that of a country
 * stays: mended is what is sure. Under others they have none. */
static void
consider_names (Search *search, const DomainIndex *index)
{
  gsize ending = domain_ending_length (search->typed, search->length);
  const char *top = strrchr (search->typed, '.');
  char at_home[DOMAIN_SLIP_MAX_LENGTH + sizeof HOME];

  if (!search->ending_exists || search->label_length + 1 + ending != search->length)
    return;
  search->at_home = at_home;
  search->at_home_length = (gsize) g_snprintf (at_home, sizeof at_home, "%.*s" HOME,
                                               (int) search->label_length, search->label);
  if (strcmp (at_home, search->typed) == 0)
    return;
  domain_index_foreach_near (index, at_home, search->at_home_length, consider_name, search);
  if (search->best.kind == DOMAIN_TYPO_NAME && tld_country (top + 1) != COUNTRY_NONE)
    search->best.kept = 1 + ending;
}

gboolean
domain_typo_find (const DomainIndex *const *indexes, guint n_indexes, const char *typed,
                  DomainTypo *ret_typo)
{
  Search search = {
    .typed = typed, .length = strlen (typed), .best = { .log_odds = -INFINITY }, .second = -INFINITY
  };

  if (search.length > DOMAIN_SLIP_MAX_LENGTH)
    return FALSE;
  search.label = domain_label (typed, search.length, &search.label_length);
  search.ending_exists = domain_ending_exists (typed, search.length);
  search.stranger = domain_stranger_log (typed, search.length, LABEL_UNKNOWN);
  for (search.index = 0; search.index < n_indexes; search.index++)
    if (indexes[search.index] != NULL)
      domain_index_foreach_near (indexes[search.index], typed, search.length, consider_near,
                                 &search);
  for (search.index = 0; search.index < n_indexes && !search.ending_slip; search.index++)
    if (indexes[search.index] != NULL)
      {
        consider_endings (&search, indexes[search.index]);
        if (search.best.meant == NULL || search.best.kind == DOMAIN_TYPO_DOUBLE)
          consider_names (&search, indexes[search.index]);
      }
  if (search.best.meant == NULL)
    return FALSE;
  *ret_typo = search.best;
  ret_typo->log_lead = search.best.log_odds - search.second;
  return TRUE;
}
