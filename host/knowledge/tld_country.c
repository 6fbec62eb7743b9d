/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/tld_country.h"

/* ccTLDs that firms of all countries use, so that they tell nothing of a firm's seat: the ones that
 * Google treats as generic (ad ai as bz cc cd co dj fm io la me ms nu sc sr su tk tv ws); ag, which
 * German AGs take; eu, open to half of the world; the ones sold as words or given away (ac cf cx ga
 * gg gq ly ml pw sh st to vc vg). */
static const char everywhere[]
    = "AC AD AG AI AS BZ CC CD CF CO CX DJ EU FM GA GG GQ IO LA LY ME ML MS NU PW SC SH SR ST "
      "SU TK TO TV VC VG WS";

typedef struct
{
  const char *a_label;
  Country country;
} IdnTld;

/* Internationalised ccTLDs of the IANA root zone, sorted by A-label. */
static const IdnTld idn_tlds[] = {
#define IDN_TLD(a_label, first, second) { a_label, COUNTRY (first, second) },
#include "knowledge/idn_cctld.def"
#undef IDN_TLD
};

typedef struct
{
  char country[3];
  const char *same;
  const char *near;
  const char *neighbours;
} Kin;

static const Kin kin[] = {
#define KIN(country, same, near, neighbours) { country, same, near, neighbours },
#include "knowledge/country_kin.def"
#undef KIN
};

static Country
idn_tld_country (const char *tld)
{
  for (guint i = 0; i < G_N_ELEMENTS (idn_tlds); i++)
    if (strcmp (idn_tlds[i].a_label, tld) == 0)
      return idn_tlds[i].country;
  return COUNTRY_NONE;
}

Country
tld_country (const char *tld)
{
  gsize length = strlen (tld);
  char upper[3];
  Country country;

  if (length == 2)
    {
      if (strcmp (tld, "gb") != 0 && strcmp (tld, "uk") != 0)
        country = country_from_code (tld, 2);
      else
        country = COUNTRY ('G', 'B');
      upper[0] = g_ascii_toupper (tld[0]);
      upper[1] = g_ascii_toupper (tld[1]);
      upper[2] = '\0';
      return strstr (everywhere, upper) == NULL ? country : COUNTRY_NONE;
    }
  return g_str_has_prefix (tld, "xn--") ? idn_tld_country (tld) : COUNTRY_NONE;
}

const char *
tld_of_country (Country country, char buffer[3])
{
  if (country == COUNTRY ('G', 'B'))
    return strcpy (buffer, "uk");
  country_code (country, buffer);
  buffer[0] = g_ascii_tolower (buffer[0]);
  buffer[1] = g_ascii_tolower (buffer[1]);
  return buffer;
}

static const Kin *
kin_find (Country company)
{
  guint low = 0, high = G_N_ELEMENTS (kin);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      Country country = country_set_first (kin[middle].country);

      if (country == company)
        return &kin[middle];
      if (company < country)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

Kinship
country_kinship (Country company, Country domain)
{
  const Kin *row = kin_find (company);

  if (company == domain || (row != NULL && country_set_has (row->same, domain)))
    return KIN_SAME;
  if (row == NULL)
    return KIN_FOREIGN;
  if (country_set_has (row->near, domain))
    return KIN_NEAR;
  return country_set_has (row->neighbours, domain) ? KIN_NEIGHBOUR : KIN_FOREIGN;
}
