/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/domain_slip.h"
#include "knowledge/skeleton.h"
#include "lookalike.h"

/* A name that short is imitated by chance. */
#define LABEL_MIN 4
#define LABEL_MIN_WITH_WORD 5

/* Odds (ln) from which a name with foreign letters that is one slip from a known one is held for an
 * imitation. */
#define FOREIGN_LOG_ODDS 2.0

/* What those who imitate a firm add to its name. */
static const char *const added_words[] = {
  "account", "accounts",      "bank",    "billing",  "co",      "corp",     "corporation",
  "export",  "finance",       "global",  "group",    "inc",     "info",     "int",
  "intl",    "international", "invoice", "invoices", "limited", "llc",      "ltd",
  "mail",    "office",        "online",  "pay",      "payment", "payments", "sales",
  "secure",  "service",       "support", "trade",    "trading",
};

/* Endings that are read for ".com" and others. */
static const struct
{
  const char *typed;
  const char *read_as;
} endings[] = { { "co", "com" },   { "cm", "com" }, { "om", "com" },   { "cam", "com" },
                { "corn", "com" }, { "ne", "net" }, { "co", "co.uk" }, { "com.co", "com" } };

static const char *
ending_of (const char *domain, gsize length)
{
  return domain + length - domain_ending_length (domain, length);
}

static gboolean
ending_is_read_as (const char *typed, const char *known)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (endings[i].typed, typed) == 0 && strcmp (endings[i].read_as, known) == 0)
      return TRUE;
  return FALSE;
}

/* What @entry, whose label looks like @label under @ending, says of the typed domain. */
static LookalikeKind
kind_of_twin (const IndexedDomain *entry, const char *label, gsize length, const char *ending,
              gboolean foreign)
{
  const char *known_ending = ending_of (entry->domain, entry->length);
  gboolean same_label = entry->label_length == length
                        && memcmp (entry->domain + entry->label_start, label, length) == 0;
  gboolean same_ending = strcmp (ending, known_ending) == 0;

  if (foreign)
    return LOOKALIKE_FOREIGN;
  if (same_label && ending_is_read_as (ending, known_ending))
    return LOOKALIKE_ENDING;
  return !same_label && same_ending ? LOOKALIKE_TWIN : LOOKALIKE_NONE;
}

static Lookalike
find_twin (const KnownDomains *known, const char *label, gsize length, const char *ending,
           gboolean foreign)
{
  g_autofree char *shape = skeleton_of_label (label, length);
  Lookalike found = { .kind = LOOKALIKE_NONE };

  if (strlen (shape) < LABEL_MIN && !foreign)
    return found;
  for (found.source = 0; found.source < N_KNOWN_SOURCES; found.source++)
    {
      const DomainIndex *index = known->indexes[found.source];
      /* What looks like a mail service in plain letters is a slip. */
      if (index == NULL || (found.source == KNOWN_PROVIDERS && !foreign))
        continue;
      for (const IndexedDomain *entry = domain_index_find_shape (index, shape); entry != NULL;
           entry = domain_index_next_of_shape (index, entry))
        {
          gboolean better;
          LookalikeKind kind = kind_of_twin (entry, label, length, ending, foreign);
          if (kind == LOOKALIKE_NONE)
            continue;
          /* Of a service's many endings, the one that was typed. */
          better = found.known == NULL
                   || strcmp (ending, ending_of (entry->domain, entry->length)) == 0;
          found.kind = kind;
          found.known = better ? entry : found.known;
        }
      if (found.known != NULL)
        return found;
    }
  return found;
}

/* The shape of @label without @word at its end or its start; NULL if the word stands at neither. */
static char *
without_word (const char *label, gsize length, const char *word)
{
  gsize word_length = strlen (word);

  if (length < word_length + LABEL_MIN_WITH_WORD)
    return NULL;
  if (memcmp (label + length - word_length, word, word_length) == 0)
    return skeleton_of_label (label, length - word_length);
  if (memcmp (label, word, word_length) == 0)
    return skeleton_of_label (label + word_length, length - word_length);
  return NULL;
}

static Lookalike
find_added_word (const KnownDomains *known, const char *label, gsize length)
{
  Lookalike found = { .kind = LOOKALIKE_NONE };

  for (gsize i = 0; i < G_N_ELEMENTS (added_words); i++)
    {
      g_autofree char *rest = without_word (label, length, added_words[i]);
      if (rest == NULL || strlen (rest) < LABEL_MIN_WITH_WORD)
        continue;
      for (KnownSource source = 0; source < KNOWN_PROVIDERS; source++)
        {
          const IndexedDomain *entry = known->indexes[source] != NULL
                                           ? domain_index_find_shape (known->indexes[source], rest)
                                           : NULL;
          if (entry != NULL)
            return (Lookalike){ LOOKALIKE_ADDED, entry, source, added_words[i] };
        }
    }
  return found;
}

/* A name with foreign letters that, read in plain ones, is a slip away from a known one
 * ("gmaıll.com"). */
static Lookalike
find_foreign_slip (const KnownDomains *known, const char *domain)
{
  g_autofree char *folded = skeleton_fold (domain, strlen (domain));
  Lookalike found = { .kind = LOOKALIKE_NONE };
  DomainTypo typo;

  for (const char *at = folded; *at != '\0'; at++)
    if ((guchar) *at >= 0x80)
      return found;
  if (domain_typo_find (known->indexes, N_KNOWN_SOURCES, folded, &typo)
      && typo.log_odds >= FOREIGN_LOG_ODDS)
    found = (Lookalike){ LOOKALIKE_FOREIGN, typo.meant, typo.index, NULL };
  return found;
}

Lookalike
lookalike_find (const KnownDomains *known, const Address *address)
{
  const char *domain = address->domain;
  gsize domain_length = strlen (domain), length;
  const char *label = domain_label (domain, domain_length, &length);
  gboolean foreign = strstr (address->ascii_domain, "xn--") != NULL;
  Lookalike found = find_twin (known, label, length, ending_of (domain, domain_length), foreign);

  if (found.kind == LOOKALIKE_NONE && foreign)
    found = find_foreign_slip (known, domain);
  if (found.kind == LOOKALIKE_NONE)
    found = find_added_word (known, label, length);
  if (found.kind == LOOKALIKE_NONE && foreign && skeleton_is_mixed_script (label, length))
    found = (Lookalike){ .kind = LOOKALIKE_MIXED };
  return found;
}
