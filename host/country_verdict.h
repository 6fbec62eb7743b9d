/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "country_signs.h"

/* What the signs of a firm's country come to, against the country of its domain. */
typedef struct
{
  Country company; /* COUNTRY_NONE: the signs name none, or contradict each other */
  guint weight;
  gboolean doubt;          /* signs that disagree, neighbours, forms that are met there too */
  const CountrySign *main; /* (borrowed from the signs) the heaviest kind */
} CountryVerdict;

/* Weighs @signs (which it sorts) against @domain, the country of @address's ccTLD. FALSE if there
 * is nothing to say: no sign, too faint ones, or one that speaks for the domain. */
gboolean country_signs_judge (CountrySigns *signs, Country domain, const Address *address,
                              CountryVerdict *ret_verdict);
