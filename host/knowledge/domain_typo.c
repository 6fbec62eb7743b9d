/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "knowledge/domain_slip.h"
#include "knowledge/domain_typo.h"
#include "knowledge/skeleton.h"

/* However unlike a name a label looks, somebody may own it and be written to. Not where the ending
 * does not exist. */
#define ANY_DOMAIN_LOG -20.7 /* one recipient in a thousand million */

typedef struct
{
  const char *typed;
  gsize length;
  const char *label;
  gsize label_length;
  gboolean ending_exists;
  double stranger; /* ln of the probability that a stranger's domain is meant */
  guint index;
  gboolean ending_slip; /* some candidate has the very label, and its ending is one slip away */
  DomainTypo best;
  double second;
} Search;

static void
consider (Search *search, const IndexedDomain *meant, double log_odds, gboolean single)
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
  search->best = (DomainTypo){
    .meant = meant, .index = search->index, .log_odds = log_odds, .single = single
  };
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
  consider (search, meant, meant->log_share + slip - stranger_log (search, meant), single);
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
              best->log_share + domain_slip_wrong_ending_log () - stranger_log (search, best),
              FALSE);
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
      consider_endings (&search, indexes[search.index]);
  if (search.best.meant == NULL)
    return FALSE;
  *ret_typo = search.best;
  ret_typo->log_lead = search.best.log_odds - search.second;
  return TRUE;
}
