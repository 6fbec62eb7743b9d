/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "knowledge/country.h"

/* What a top-level domain tells of the country of the firm behind it. */

/* The country of the ccTLD @tld (an A-label, lower case: "jp", "uk", "xn--p1ai"). COUNTRY_NONE for
 * a generic top-level domain, and for the ccTLDs that firms of all countries use: they tell
 * nothing. */
Country tld_country (const char *tld);

/* Of a country, the top-level domain that its firms use: "de", "uk". Writes it with its NUL and
 * returns @buffer. */
const char *tld_of_country (Country country, char buffer[3]);

typedef enum
{
  KIN_SAME,      /* one country, or a family of them whose firms use each other's domains */
  KIN_NEAR,      /* met too often to be surprising */
  KIN_NEIGHBOUR, /* met now and then */
  KIN_FOREIGN,
} Kinship;

/* How surprising the ccTLD of @domain is for a firm of @company. */
Kinship country_kinship (Country company, Country domain);
