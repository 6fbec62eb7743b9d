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
  guint weight;          /* SIGN_PLAIN and more: the country is plain from this sign alone */
  const char *countries; /* (static, or in `own`) a set (country.h), the usual one first */
  const char *fringe;    /* (static) a set: countries that it does not rule out */
  char own[3];           /* where the set is of one country that was read */
  char quote[64];        /* as it was written: "GmbH", "+49", "Stuttgart", "Germany" */
} CountrySign;

#define SIGN_PLAIN 4 /* enough to be sure */
#define SIGN_FAINT 2 /* enough to say something */
#define MAX_SIGNS 16

typedef struct
{
  CountrySign list[MAX_SIGNS];
  guint length;
  gboolean domain_is_own; /* the firm's own papers show this domain: it is not foreign to it */
} CountrySigns;

/* Fills @signs for the recipient in hand. */
void country_signs_gather (const CheckInput *in, CountrySigns *signs);
