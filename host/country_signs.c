/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "country_home.h"
#include "country_signs.h"
#include "knowledge/phone_prefix.h"
#include "knowledge/place.h"

static const guint weights[N_SIGNS] = {
#define SIGN(kind, weight, name) weight,
#include "country_signs.def"
#undef SIGN
};

const char *
country_sign_set (const CountrySign *sign)
{
  return sign->set != NULL ? sign->set : sign->country;
}

CountrySign *
country_signs_add (CountrySigns *signs, CountrySignKind kind, const char *set, const char *quote,
                   gsize length)
{
  CountrySign *sign;

  if (signs->length == MAX_SIGNS)
    return NULL;
  sign = &signs->list[signs->length++];
  *sign = (CountrySign){ .kind = kind, .weight = weights[kind], .set = set, .fringe = "" };
  if (set != NULL)
    country_code (country_set_first (set), sign->country);
  if (length >= sizeof sign->quote)
    for (length = sizeof sign->quote - 1; ((guchar) quote[length] & 0xC0) == 0x80;)
      length--;
  memcpy (sign->quote, quote, length);
  return sign;
}

CountrySign *
country_signs_add_country (CountrySigns *signs, CountrySignKind kind, Country country,
                           const char *quote, gsize length)
{
  CountrySign *sign
      = country != COUNTRY_NONE ? country_signs_add (signs, kind, NULL, quote, length) : NULL;

  if (sign != NULL)
    country_code (country, sign->country);
  return sign;
}

void
country_signs_add_phone (CountrySigns *signs, const char *text, gsize length)
{
  const PhonePrefix *prefix = phone_prefix_find (text, length);
  char quote[8];

  if (prefix == NULL)
    return;
  g_snprintf (quote, sizeof quote, "+%s", prefix->digits);
  country_signs_add (signs, SIGN_PHONE, prefix->countries, quote, strlen (quote));
}

static gboolean
entry_has_domain (const DirectoryEntry *entry, const Address *address)
{
  for (char **domain = entry->domains; domain != NULL && *domain != NULL; domain++)
    if (strcmp (*domain, address->ascii_domain) == 0 || strcmp (*domain, address->registrable) == 0)
      return TRUE;
  return FALSE;
}

static void
gather_directory (CountrySigns *signs, const CheckInput *in)
{
  for (guint i = 0; i < in->policy->directory->len; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (in->policy->directory, i);

      if (entry_has_domain (entry, in->recipient->address))
        signs->domain_is_own = TRUE;
      else if (entry->country != NULL && country_home_entry_is_of (entry, in->recipient))
        country_signs_add_country (signs, SIGN_DIRECTORY, place_country (entry->country),
                                   entry->company, strlen (entry->company));
    }
}

void
country_signs_gather (const CheckInput *in, CountrySigns *signs)
{
  const Address *address = in->recipient->address;
  const Contact *contact = in->recipient->contact;

  signs->length = 0;
  signs->domain_is_own = FALSE;
  signs->is_daughter = FALSE;
  gather_directory (signs, in);
  country_signs_gather_name (signs, address->display_name, FALSE, address);
  if (contact != NULL)
    {
      if (contact->country != NULL)
        country_signs_add_country (signs, SIGN_ADDRESS_BOOK, place_country (contact->country),
                                   contact->country, strlen (contact->country));
      country_signs_gather_name (signs, contact->organisation, TRUE, address);
      if (contact->phone != NULL)
        country_signs_add_phone (signs, contact->phone, strlen (contact->phone));
    }
  if (!signs->domain_is_own)
    country_signs_gather_text (in, signs);
}
