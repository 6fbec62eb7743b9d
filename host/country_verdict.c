/* SPDX-License-Identifier: MPL-2.0 */
#include <stdlib.h>
#include "company.h"
#include "country_verdict.h"
#include "knowledge/tld_country.h"

/* Whether @sign speaks for the domain's country or its kin. */
static gboolean
sign_allows (const CountrySign *sign, Country domain)
{
  for (const char *code = country_sign_set (sign); *code != '\0'; code += code[2] == ' ' ? 3 : 2)
    if (country_kinship (COUNTRY (code[0], code[1]), domain) == KIN_SAME)
      return TRUE;
  return FALSE;
}

/* A form or a prefix of several countries is no sign for the domain's where the address book names
 * another of them. */
static gboolean
sign_yields (const CountrySign *sign, const CountrySign *main_sign)
{
  return main_sign->kind <= SIGN_DIRECTORY && sign->kind > SIGN_DIRECTORY
         && country_set_has (country_sign_set (sign), country_set_first (main_sign->country));
}

/* A place in a name says nothing without another sign: restaurants, streets and fairs have them
 * too. */
static gboolean
signs_are_names (const CountrySigns *signs)
{
  for (guint i = 0; i < signs->length; i++)
    if (signs->list[i].kind != SIGN_NAME)
      return FALSE;
  return TRUE;
}

/* The country that all signs share; COUNTRY_NONE if there is none. The signs stand with the
 * heaviest kinds first. */
static Country
signs_country (const CountrySigns *signs)
{
  for (const char *code = country_sign_set (&signs->list[0]); *code != '\0';
       code += code[2] == ' ' ? 3 : 2)
    {
      Country country = COUNTRY (code[0], code[1]);
      gboolean shared = TRUE;

      for (guint s = 1; s < signs->length && shared; s++)
        shared = country_set_has (country_sign_set (&signs->list[s]), country)
                 || country_set_has (signs->list[s].fringe, country);
      if (shared)
        return country;
    }
  return COUNTRY_NONE;
}

/* Each kind counts once. */
static guint
signs_weight (const CountrySigns *signs)
{
  guint heaviest[N_SIGNS] = { 0 }, sum = 0;

  for (guint i = 0; i < signs->length; i++)
    heaviest[signs->list[i].kind] = MAX (heaviest[signs->list[i].kind], signs->list[i].weight);
  for (guint i = 0; i < N_SIGNS; i++)
    sum += heaviest[i];
  return sum;
}

static int
sign_compare (gconstpointer a, gconstpointer b)
{
  return (int) ((const CountrySign *) a)->kind - (int) ((const CountrySign *) b)->kind;
}

/* Whether @domain is not so surprising for the firm. Names are doubted more easily than an address
 * book or a directory: forms are met in neighbouring countries, and world-wide groups name their
 * daughters after themselves. */
static gboolean
verdict_doubts (const CountrySigns *signs, const CountryVerdict *verdict, Country domain,
                const Address *address)
{
  Kinship kinship = country_kinship (verdict->company, domain);

  if (kinship == KIN_NEAR)
    return TRUE;
  if (verdict->main->kind == SIGN_ADDRESS_BOOK || verdict->main->kind == SIGN_DIRECTORY)
    return signs->is_daughter && company_is_world_wide (address);
  for (guint i = 0; i < signs->length; i++)
    if (country_set_has (signs->list[i].fringe, domain))
      return TRUE;
  return kinship == KIN_NEIGHBOUR || signs->is_daughter || company_is_world_wide (address);
}

/* One sign for the domain's country is enough for silence: a firm of two countries is no plain
 * case. */
gboolean
country_signs_judge (CountrySigns *signs, Country domain, const Address *address,
                     CountryVerdict *verdict)
{
  *verdict = (CountryVerdict){ .company = COUNTRY_NONE };
  if (signs->length == 0 || signs->domain_is_own || signs_are_names (signs))
    return FALSE;
  qsort (signs->list, signs->length, sizeof (CountrySign), sign_compare);
  verdict->main = &signs->list[0];
  for (guint i = 0; i < signs->length; i++)
    if (sign_allows (&signs->list[i], domain) && !sign_yields (&signs->list[i], verdict->main))
      return FALSE;
  verdict->weight = signs_weight (signs);
  verdict->company = signs_country (signs);
  verdict->doubt = verdict->company == COUNTRY_NONE;
  if (verdict->doubt)
    verdict->company = country_set_first (verdict->main->country);
  verdict->doubt |= verdict_doubts (signs, verdict, domain, address);
  return verdict->weight >= SIGN_FAINT;
}
