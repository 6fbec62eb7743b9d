/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The name of a person in Latin letters, as a mailbox shows it or a local part spells it. */

#define PERSON_NAME_MAX_WORDS 4

typedef struct
{
  char *words[PERSON_NAME_MAX_WORDS]; /* (owned) folded */
  gsize length;
} PersonName;

/* Reads @text (valid UTF-8) into @name, which is cleared. FALSE where it is not plainly a person's
 * name: two to four words in Latin letters, one of them a known given name or a family name of
 * China, none of them a word of business. Case, diacritics and the order of words do not matter. */
gboolean person_name_read (PersonName *name, const char *text);
void person_name_clear (PersonName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PersonName, person_name_clear)

/* Whether both may be of one person, who marries, abbreviates, or spells a name of another
 * script in his own way: some word of one may stand for some word of the other. */
gboolean person_names_may_be_one (const PersonName *a, const PersonName *b);
