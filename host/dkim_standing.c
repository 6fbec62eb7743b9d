/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dkim_standing.h"
#include "evidence/own_mail.h"
#include "sender_domain.h"

const char *
dkim_standing_name (DkimStanding standing)
{
  static const char *const names[]
      = { "fine", "missing", "revoked", "syntax", "weak_key", "testing", "replaced", "not_found" };
  return names[standing];
}

void
dkim_standing_tell (const DkimKeyStanding *key, DkimDetail *tell, gpointer data)
{
  const DkimDiscovery *found = &key->found;
  const TagFault *fault = &found->fault;
  g_autofree char *bits = found->key.bits > 0 ? g_strdup_printf ("%u", found->key.bits) : NULL;
  g_autofree char *place
      = fault->what != NULL ? g_strndup (found->text + fault->start, fault->length) : NULL;
  g_autofree char *seen = key->seen_at > 0 ? sender_domain_day (key->seen_at) : NULL;
  const struct
  {
    const char *name;
    const char *value;
  } details[] = {
    { "domain", key->domain },
    { "selector", key->selector },
    { "record", found->text },
    { "bits", bits },
    { "fault", place },
    { "seen", seen },
    { "other_selector", key->other_selector },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    if (details[i].value != NULL)
      tell (data, details[i].name, details[i].value);
}

void
dkim_key_standing_clear (DkimKeyStanding *key)
{
  g_free (key->domain);
  g_free (key->selector);
  g_free (key->other_selector);
  dkim_discovery_clear (&key->found);
  *key = (DkimKeyStanding){ 0 };
}

/* What is told where several keys are in use: the first of these. */
static guint
weight_of (DkimStanding standing)
{
  static const DkimStanding order[]
      = { DKIM_STANDS_MISSING, DKIM_STANDS_REVOKED,  DKIM_STANDS_SYNTAX, DKIM_STANDS_WEAK_KEY,
          DKIM_STANDS_TESTING, DKIM_STANDS_REPLACED, DKIM_STANDS_FINE };
  guint place = 0;

  while (place < G_N_ELEMENTS (order) && order[place] != standing)
    place++;
  return G_N_ELEMENTS (order) - place;
}

static DkimStanding
standing_of (const DkimDiscovery *found)
{
  if (found->selector == NULL)
    return DKIM_STANDS_MISSING;
  if (found->key.revoked)
    return DKIM_STANDS_REVOKED;
  if (found->fault.what != NULL)
    return DKIM_STANDS_SYNTAX;
  if (dkim_key_is_weak (&found->key))
    return DKIM_STANDS_WEAK_KEY;
  return found->key.testing ? DKIM_STANDS_TESTING : DKIM_STANDS_FINE;
}

AnswerState
dkim_standing_of (Evidence *evidence, const char *domain, const char *selector,
                  DkimStanding *ret_standing, DkimKeyStanding *ret_key)
{
  g_auto (DkimKeyStanding) key = { 0 };
  AnswerState state = dkim_find (evidence, domain, selector, &key.found);

  if (state != ANSWER_KNOWN)
    return state;
  key.domain = g_strdup (domain);
  key.selector = g_strdup (selector);
  *ret_standing = standing_of (&key.found);
  *ret_key = key;
  key = (DkimKeyStanding){ 0 };
  return ANSWER_KNOWN;
}

/* --- Learned keys --- */

/* Whether @way is one of the last that its signer's mail went, and not long ago. */
static gboolean
is_in_use (const OwnMail *mail, const OwnMailWay *way)
{
  if (way->selector == NULL || !own_mail_is_fresh (mail, way))
    return FALSE;
  for (guint i = 0; i < mail->ways->len; i++)
    {
      const OwnMailWay *other = g_ptr_array_index (mail->ways, i);
      if (other->selector != NULL && strcmp (other->signer, way->signer) == 0)
        return way->seen_at == other->seen_at; /* the first is the last seen */
    }
  return FALSE;
}

/* A key that is gone may have been rotated out since, and one of a domain that does not exist in
 * this DNS may be there in another. */
static AnswerState
doubt_absence (Evidence *evidence, DkimStanding *standing, DkimKeyStanding *key)
{
  g_auto (DkimDiscovery) other = { 0 };
  gboolean exists;
  AnswerState state = sender_domain_exists (evidence, key->domain, &exists);

  if (state == ANSWER_KNOWN && !exists)
    *standing = DKIM_STANDS_NOT_FOUND;
  if (state != ANSWER_KNOWN || !exists)
    return state;
  state = dkim_search (evidence, key->domain, &other);
  if (state == ANSWER_KNOWN && other.selector != NULL && other.fault.what == NULL)
    {
      *standing = DKIM_STANDS_REPLACED;
      key->other_selector = g_strdup (other.selector);
    }
  return state;
}

/* Keeps in @worst what weighs more; takes over @key. */
static void
keep_worst (DkimStanding *worst, DkimKeyStanding *worst_key, DkimStanding standing,
            DkimKeyStanding *key)
{
  if (weight_of (standing) > weight_of (*worst))
    {
      DkimKeyStanding swap = *worst_key;
      *worst_key = *key;
      *key = swap;
      *worst = standing;
    }
}

static AnswerState
judge_way (Evidence *evidence, const OwnMailWay *way, DkimStanding *worst,
           DkimKeyStanding *worst_key)
{
  g_auto (DkimKeyStanding) key = { 0 };
  DkimStanding standing;
  AnswerState state = dkim_standing_of (evidence, way->signer, way->selector, &standing, &key);

  if (state == ANSWER_KNOWN && standing == DKIM_STANDS_MISSING)
    state = doubt_absence (evidence, &standing, &key);
  if (state != ANSWER_KNOWN)
    return state;
  key.seen_at = way->seen_at;
  keep_worst (worst, worst_key, standing, &key);
  return ANSWER_KNOWN;
}

/* NOT_FOUND if none was learned. What could not be found out of one key leaves open whether
 * another is worse, so that nothing is said. */
static AnswerState
judge_learned (Evidence *evidence, const char *domain, DkimStanding *ret_standing,
               DkimKeyStanding *ret_key)
{
  const OwnMail *mail;
  AnswerState state = evidence_own_mail (evidence, domain, &mail), unsure = ANSWER_KNOWN;

  *ret_standing = DKIM_STANDS_NOT_FOUND;
  if (state != ANSWER_KNOWN)
    return state == ANSWER_PENDING ? state : ANSWER_KNOWN;
  for (guint i = 0; i < mail->ways->len; i++)
    {
      const OwnMailWay *way = g_ptr_array_index (mail->ways, i);
      state
          = is_in_use (mail, way) ? judge_way (evidence, way, ret_standing, ret_key) : ANSWER_KNOWN;
      if (state != ANSWER_KNOWN)
        unsure = unsure == ANSWER_PENDING ? unsure : state;
    }
  return unsure;
}

AnswerState
dkim_standing (Evidence *evidence, const char *domain, gboolean guess, DkimStanding *ret_standing,
               DkimKeyStanding *ret_key)
{
  g_auto (DkimKeyStanding) key = { 0 }, guessed = { 0 };
  DkimStanding standing;
  AnswerState state = judge_learned (evidence, domain, &standing, &key);

  if (state == ANSWER_KNOWN && guess
      && (standing == DKIM_STANDS_FINE || standing == DKIM_STANDS_NOT_FOUND))
    {
      state = dkim_search (evidence, domain, &guessed.found);
      if (state == ANSWER_KNOWN && guessed.found.selector != NULL
          && (standing == DKIM_STANDS_NOT_FOUND || dkim_key_is_weak (&guessed.found.key)))
        {
          guessed.domain = g_strdup (domain);
          guessed.selector = g_strdup (guessed.found.selector);
          keep_worst (&standing, &key, standing_of (&guessed.found), &guessed);
        }
      else if (state == ANSWER_UNAVAILABLE && standing == DKIM_STANDS_FINE)
        state = ANSWER_KNOWN; /* what is in use is known to be fine */
    }
  if (state != ANSWER_KNOWN)
    return state;
  *ret_standing = standing;
  *ret_key = key;
  key = (DkimKeyStanding){ 0 };
  return ANSWER_KNOWN;
}
