/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"
#include "knowledge/country.h"

/* What speaks for the country of the firm behind a recipient: gathered first, judged by
 * check_recipient_country_mismatch () after. */

/* Each kind counts once, with its heaviest sign. The order is the order in which they are named. */
typedef enum
{
#define SIGN(kind, weight, name) SIGN_##kind,
#include "country_signs.def"
#undef SIGN
  N_SIGNS
} CountrySignKind;

typedef struct
{
  CountrySignKind kind;
  guint weight;    /* SIGN_PLAIN and more: the country is plain from this sign alone */
  const char *set; /* (nullable) (static) the countries that it speaks for; NULL: just `country` */
  const char *fringe; /* (static) a set: countries that it does not rule out */
  char country[3];    /* the usual one */
  char quote[64];     /* as it was written: "GmbH", "+49", "Stuttgart", "Germany" */
} CountrySign;

/* The countries that @sign speaks for, as a set (country.h). Borrowed from @sign. */
const char *country_sign_set (const CountrySign *sign);

#define SIGN_PLAIN 4 /* enough to be sure */
#define SIGN_FAINT 2 /* enough to say something */
#define SIGN_HINT 1  /* beside others */
#define MAX_SIGNS 16

typedef struct
{
  CountrySign list[MAX_SIGNS];
  guint length;
  gboolean is_daughter;   /* the name is of a group's firm in its country, or of its sales abroad */
  gboolean domain_is_own; /* the firm's own papers show this domain: it is not foreign to it */
} CountrySigns;

/* Fills @signs for the recipient in hand: address book, directory, names, and the text of the
 * message. */
void country_signs_gather (const CheckInput *in, CountrySigns *signs);

/* Its parts: what a firm's or a person's @name (nullable) tells (country_signs_name.c; @is_firm: it
 * is a firm's, so that initials are none of a person's), and the message's text
 * (country_signs_text.c). */
void country_signs_gather_name (CountrySigns *signs, const char *name, gboolean is_firm,
                                const Address *address);
void country_signs_gather_text (const CheckInput *in, CountrySigns *signs);

/* --- For those two --- */

/* Adds a sign of the kind's weight that quotes @length bytes. NULL if there is no room. */
CountrySign *country_signs_add (CountrySigns *signs, CountrySignKind kind, const char *set,
                                const char *quote, gsize length);
CountrySign *country_signs_add_country (CountrySigns *signs, CountrySignKind kind, Country country,
                                        const char *quote, gsize length);
void country_signs_add_phone (CountrySigns *signs, const char *text, gsize length);

/* The legal form in the name @name (nullable). @is_firm: it is a firm's, so that initials are none
 * of a person's. */
CountrySign *country_signs_add_legal_form (CountrySigns *signs, const char *name, gboolean is_firm,
                                           const Address *address);
