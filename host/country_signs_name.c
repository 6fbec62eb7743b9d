/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "company.h"
#include "country_signs.h"
#include "knowledge/fold.h"
#include "knowledge/legal_form.h"
#include "knowledge/place.h"

/* Letters of @name alone, with ä, ae and a made one, so that "Müller" and mueller.jp meet. */
static gsize
fold_for_domain (const char *name, gsize length, char *buffer, gsize size)
{
  gsize used = 0, kept = 0;

  buffer[0] = '\0';
  fold_append (name, length, buffer, size, &used);
  for (gsize i = 0; i < used; i++)
    {
      buffer[kept] = buffer[i];
      if (!(buffer[i] == 'e' && kept > 0 && strchr ("aou", buffer[kept - 1]) != NULL))
        kept++;
    }
  buffer[kept] = '\0';
  return kept;
}

/* Whether a word of four letters and more of @name stands in the domain's own label, or the label
 * in the name: then the name is the firm's, not a person's with initials. */
static gboolean
name_names_domain (const char *name, const Address *address)
{
  gsize label_length = 0;
  const char *label = company_label (address, &label_length);
  char folded_label[80], folded_name[256];

  if (label == NULL)
    return FALSE;
  label_length = fold_for_domain (label, label_length, folded_label, sizeof folded_label);
  fold_for_domain (name, strlen (name), folded_name, sizeof folded_name);
  if (label_length >= 3 && strstr (folded_name, folded_label) != NULL)
    return TRUE;
  while (*name != '\0')
    {
      gsize length = strcspn (name, " -,.&/()");
      if (fold_for_domain (name, length, folded_name, sizeof folded_name) >= 4
          && strstr (folded_label, folded_name) != NULL)
        return TRUE;
      name += length;
      name += strspn (name, " -,.&/()");
    }
  return FALSE;
}

CountrySign *
country_signs_add_legal_form (CountrySigns *signs, const char *name, gboolean is_firm,
                              const Address *address)
{
  const LegalForm *form = name != NULL ? legal_form_find (name) : NULL;
  CountrySign *sign;

  if (form == NULL)
    return NULL;
  if (form->grade == FORM_SHORT && !is_firm && !name_names_domain (name, address))
    return NULL;
  sign = country_signs_add (signs, SIGN_LEGAL_FORM, form->countries, form->name,
                            strlen (form->name));
  if (sign == NULL)
    return NULL;
  sign->fringe = form->fringe;
  if (form->grade == FORM_FAINT)
    sign->weight = SIGN_HINT;
  return sign;
}

/* Words in the names of the daughters and sales firms of groups. */
static const char *const group_words[]
    = { "International", "Europe",    "Asia",     "Pacific", "Nordic", "Scandinavia",
        "Baltic",        "Benelux",   "Iberica",  "Ibérica", "Iberia", "Overseas",
        "Global",        "Worldwide", "Americas", "UK" };

static gboolean
name_is_of_group (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (group_words); i++)
    {
      const char *found = strstr (name, group_words[i]);
      if (found != NULL && (found == name || found[-1] == ' '))
        return TRUE;
    }
  return FALSE;
}

/* Whether the place is a country, not a city. */
static gboolean
place_is_country (const Place *place)
{
  g_autofree char *text = g_strndup (place->start, place->length);
  return country_from_text (text) != COUNTRY_NONE;
}

/* A place in the name of a firm. "Shanghai ..." says little; "上海...有限公司" is how China's law
 * wants a firm of Shanghai to be named. The form's own country ("Festo Polska Sp. z o.o.",
 * "西门子（中国）有限公司") is how the daughters of foreign groups are named, and they write from
 * the group's domain: then the form is
 * hardly a sign. */
static void
gather_place (CountrySigns *signs, const Place *place, const char *name, CountrySign *form)
{
  CountrySign *sign
      = country_signs_add_country (signs, SIGN_NAME, place->country, place->start, place->length);

  if (form == NULL || sign == NULL || !country_set_has (country_sign_set (form), place->country))
    return;
  if (place_is_country (place))
    {
      signs->is_daughter = TRUE;
      form->weight = SIGN_HINT;
      sign->weight = 0;
    }
  else if (place->start == name && fold_is_blankless (g_utf8_get_char (name)))
    sign->weight = SIGN_PLAIN - SIGN_HINT;
}

/* "Datto" at dat.to: the domain is a play on the firm's name, and its ending is no country's. */
static gboolean
name_ends_in_tld (const char *name, const Address *address)
{
  char spelt[80], folded[256];
  gsize label_length = 0, used = 0;
  const char *label = company_label (address, &label_length);

  if (label == NULL || name == NULL || label_length + 4 > sizeof spelt)
    return FALSE;
  g_snprintf (spelt, sizeof spelt, "%.*s%s", (int) label_length, label, address->tld);
  while (*name != '\0')
    {
      gsize length = strcspn (name, " ");
      if (!fold_append (name, length, folded, sizeof folded, &used))
        return FALSE;
      if (used > 0 && g_str_has_suffix (folded, spelt))
        return TRUE;
      name += length + (name[length] == ' ');
    }
  return FALSE;
}

void
country_signs_gather_name (CountrySigns *signs, const char *name, gboolean is_firm,
                           const Address *address)
{
  CountrySign *form = country_signs_add_legal_form (signs, name, is_firm, address);
  const char *at = name, *end;
  Place place;

  if (name == NULL)
    return;
  signs->domain_is_own |= name_ends_in_tld (name, address);
  if (form != NULL && name_is_of_group (name))
    {
      signs->is_daughter = TRUE;
      form->weight = MIN (form->weight, SIGN_FAINT);
    }
  end = name + strlen (name);
  while (place_next (&at, end, &place))
    gather_place (signs, &place, name, form);
}
