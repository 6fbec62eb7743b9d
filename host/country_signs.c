/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "company.h"
#include "country_signs.h"
#include "knowledge/fold.h"
#include "knowledge/legal_form.h"
#include "knowledge/phone_prefix.h"

static const guint weights[N_SIGNS] = {
#define SIGN(kind, weight, name) weight,
#include "country_signs.def"
#undef SIGN
};

static CountrySign *
signs_add (CountrySigns *signs, CountrySignKind kind, const char *countries, const char *quote,
           gsize length)
{
  CountrySign *sign;

  if (signs->length == MAX_SIGNS)
    return NULL;
  sign = &signs->list[signs->length++];
  *sign = (CountrySign){ kind, weights[kind], countries, "", "", "" };
  length = MIN (length, sizeof sign->quote - 1);
  while (length > 0 && ((guchar) quote[length] & 0xC0) == 0x80)
    length--;
  memcpy (sign->quote, quote, length);
  return sign;
}

static void
signs_add_country (CountrySigns *signs, CountrySignKind kind, Country country, const char *quote)
{
  CountrySign *sign;

  if (country == COUNTRY_NONE)
    return;
  sign = signs_add (signs, kind, "", quote, strlen (quote));
  if (sign != NULL)
    sign->countries = country_code (country, sign->own);
}

static void
gather_phone (CountrySigns *signs, const char *phone)
{
  const PhonePrefix *prefix = phone != NULL ? phone_prefix_find (phone, strlen (phone)) : NULL;
  char quote[8];

  if (prefix == NULL)
    return;
  g_snprintf (quote, sizeof quote, "+%s", prefix->digits);
  signs_add (signs, SIGN_PHONE, prefix->countries, quote, strlen (quote));
}

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

static void
gather_legal_form (CountrySigns *signs, const char *name, gboolean is_firm, const Address *address)
{
  const LegalForm *form = name != NULL ? legal_form_find (name) : NULL;
  CountrySign *sign;

  if (form == NULL)
    return;
  if (form->grade == FORM_SHORT && !is_firm && !name_names_domain (name, address))
    return;
  sign = signs_add (signs, SIGN_LEGAL_FORM, form->countries, form->name, strlen (form->name));
  if (sign == NULL)
    return;
  sign->fringe = form->fringe;
  if (form->grade == FORM_FAINT)
    sign->weight = SIGN_FAINT;
}

/* The names under which the recipient's firm may stand in the directory. */
static gboolean
entry_is_of (const DirectoryEntry *entry, const Recipient *recipient)
{
  const char *names[] = { recipient->address->display_name,
                          recipient->contact != NULL ? recipient->contact->organisation : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && g_ascii_strcasecmp (names[i], entry->company) == 0)
      return TRUE;
  return FALSE;
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
      else if (entry->country != NULL && entry_is_of (entry, in->recipient))
        signs_add_country (signs, SIGN_DIRECTORY, country_from_text (entry->country),
                           entry->company);
    }
}

void
country_signs_gather (const CheckInput *in, CountrySigns *signs)
{
  const Address *address = in->recipient->address;
  const Contact *contact = in->recipient->contact;

  signs->length = 0;
  signs->domain_is_own = FALSE;
  gather_directory (signs, in);
  if (contact != NULL && contact->country != NULL)
    signs_add_country (signs, SIGN_ADDRESS_BOOK, country_from_text (contact->country),
                       contact->country);
  gather_legal_form (signs, address->display_name, FALSE, address);
  if (contact != NULL)
    {
      gather_legal_form (signs, contact->organisation, TRUE, address);
      gather_phone (signs, contact->phone);
    }
}
