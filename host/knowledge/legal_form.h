/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Legal forms in the names of firms ("Müller Maschinenbau GmbH", "ООО Ромашка"), and the countries
 * whose law knows each. Forms that many countries share (Ltd, Inc., Corp., Co., LLC, S.A., PLC) say
 * nothing and are left out. */

typedef enum
{
  FORM_PLAIN, /* written so, it is hardly anything else */
  FORM_SHORT, /* two or three letters that are also initials or an abbreviation: the name must be a
                 firm's */
  FORM_FAINT, /* only with a second sign: also how other countries' forms are translated */
} FormGrade;

typedef struct
{
  const char *name;      /* (static) as it is quoted to the user */
  const char *spellings; /* for legal_form.c */
  const char *countries; /* (static) a set (country.h), the usual one first */
  const char *fringe;    /* (static) a set: countries where it is met now and then */
  FormGrade grade;
} LegalForm;

/* The form in the name of a firm (valid UTF-8), NULL if there is none, or if the name is of a
 * branch, an agent or the like of the firm that has it ("Tokyo Branch of Müller GmbH"). Plain forms
 * come before short and faint ones. */
const LegalForm *legal_form_find (const char *name);
