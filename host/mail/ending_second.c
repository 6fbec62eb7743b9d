/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <libpsl.h>
#include "knowledge/name_set.h"
#include "mail/ending.h"
#include "mail/ending_second.h"

#define COUNTRY_LENGTH 2
#define COST_KIN 0.5   /* another country's word for the same: no slip of the hand at all */
#define COST_LIMIT 1.0 /* of a slip between second levels, which are short */
#define SECOND_MAX_LENGTH 4
#define NAME_MIN_LENGTH 3 /* of what stands before an ending that has no dot before it */

static const struct
{
  const char *name;
  enum
  {
    COMPANIES,
    NETWORKS,
    SOCIETIES,
    SCHOOLS,
    OFFICES
  } kind;
} seconds[] = {
  { "com", COMPANIES }, { "co", COMPANIES }, { "net", NETWORKS }, { "ne", NETWORKS },
  { "org", SOCIETIES }, { "or", SOCIETIES }, { "edu", SCHOOLS },  { "ac", SCHOOLS },
  { "ed", SCHOOLS },    { "gov", OFFICES },  { "go", OFFICES },   { "gob", OFFICES },
  { "gouv", OFFICES },  { "govt", OFFICES },
};

/* Endings that are typed without the dot before them, or run into the next word. */
static const char *const run_on_endings[] = { "com", "net", "org" };

/* Words that end like an ending. */
static const char *const words[]
    = { "telecom",  "intercom", "dotcom",  "sitcom", "internet", "intranet",
        "extranet", "ethernet", "cabinet", "planet", "fortinet", "subnet" };

/* Whether the registry of a country registers names under @suffix. (What private owners let others
 * use below their own domain is not what a slip is traced back to.) */
static gboolean
is_registry_suffix (const char *suffix)
{
  return psl_is_public_suffix2 (psl_builtin (), suffix, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

static int
kind_of (const char *second)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (strcmp (seconds[i].name, second) == 0)
      return (int) seconds[i].kind;
  return -1;
}

/* Whether names of @country stand below second levels, and mail goes there in numbers. Where names
 * stand below the country itself, "go.fr" may be a firm; and of small countries the list of
 * suffixes does not know all. */
static gboolean
has_second_levels (const char *country)
{
  g_autofree char *com = g_strconcat ("com.", country, NULL);
  g_autofree char *co = g_strconcat ("co.", country, NULL);

  return ending_is_usual (com) || ending_is_usual (co);
}

static char *
second_level_of (const char *second, const char *country)
{
  int kind = kind_of (second);
  g_autofree char *found = NULL;
  double found_cost = COST_LIMIT;

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      double cost
          = (int) seconds[i].kind == kind ? COST_KIN : ending_slip_cost (second, seconds[i].name);
      g_autofree char *suffix = NULL;

      if (cost > found_cost)
        continue;
      suffix = g_strconcat (seconds[i].name, ".", country, NULL);
      if (!is_registry_suffix (suffix))
        continue;
      if (found != NULL && cost == found_cost)
        return NULL;
      g_free (found);
      found = g_steal_pointer (&suffix);
      found_cost = cost;
    }
  return found != NULL && has_second_levels (country) ? g_steal_pointer (&found) : NULL;
}

char *
ending_second_correct (const char *tail)
{
  const char *dot = strchr (tail, '.');
  g_autofree char *second = NULL;

  if (dot == NULL || dot - tail > SECOND_MAX_LENGTH || dot - tail < 2
      || strlen (dot + 1) != COUNTRY_LENGTH
      || psl_is_public_suffix2 (psl_builtin (), tail, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE))
    return NULL;
  second = g_strndup (tail, (gsize) (dot - tail));
  return second_level_of (second, dot + 1);
}

/* "cobr", "couk", "govau": the second level and the country without the dot between. */
static char *
part_country (const char *tld)
{
  gsize length = strlen (tld);
  const char *country = tld + length - COUNTRY_LENGTH;
  g_autofree char *tail = NULL, *second = NULL, *kin = NULL;

  if (length < COUNTRY_LENGTH + 2 || length > COUNTRY_LENGTH + SECOND_MAX_LENGTH
      || !name_set_contains (&tlds, country))
    return NULL;
  second = g_strndup (tld, length - COUNTRY_LENGTH);
  if (kind_of (second) < 0)
    return NULL;
  tail = g_strconcat (second, ".", country, NULL);
  if (is_registry_suffix (tail))
    return g_steal_pointer (&tail);
  kin = second_level_of (second, country);
  return kin != NULL && ending_is_usual (kin) ? g_steal_pointer (&kin) : NULL;
}

char *
ending_second_run_on (const char *domain, const char *tld)
{
  g_autofree char *suffix = part_country (tld);
  int kept = (int) (tld - domain);

  if (suffix != NULL)
    return g_strdup_printf ("%.*s%s", kept, domain, suffix);
  for (gsize i = 0; i < G_N_ELEMENTS (run_on_endings); i++)
    if (g_str_has_prefix (tld, run_on_endings[i]))
      return g_strdup_printf ("%.*s%s", kept, domain, run_on_endings[i]);
  return NULL;
}

char *
ending_second_part (const char *domain)
{
  gsize length = strlen (domain);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (domain, words[i]))
      return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (run_on_endings); i++)
    {
      gsize name = length - MIN (length, strlen (run_on_endings[i]));
      if (name >= NAME_MIN_LENGTH && g_str_has_suffix (domain, run_on_endings[i]))
        return g_strdup_printf ("%.*s.%s", (int) name, domain, run_on_endings[i]);
    }
  return NULL;
}
