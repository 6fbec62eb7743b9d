/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What a character of an address is, before the grammar: input methods, word processors and web
 * pages put others in the place of the ASCII ones that an address is made of. */
typedef enum
{
  CHARACTER_PLAIN, /* itself: atext or a special in ASCII, a letter, mark or digit beyond it (RFC
                      6531 3.3) */
  CHARACTER_BLANK, /* blanks and ends of lines */
  CHARACTER_INVISIBLE,   /* zero-width, no-break space, soft hyphen, bidi marks: never typed on
                            purpose */
  CHARACTER_FULLWIDTH,   /* an input method's form of an ASCII letter, digit, "@", "." ... */
  CHARACTER_PUNCTUATION, /* an input method's or typographer's comma, bracket or quote: never part
                            of an address */
  CHARACTER_SUBSTITUTE,  /* stands for ASCII elsewhere: dashes, apostrophes, ligatures, styled
                            letters */
  CHARACTER_SYMBOL, /* control characters, other punctuation and symbols: nothing known to stand for
                     */
} CharacterSort;

/* The sort of @character; *@ascii is the one it stands for (a blank for BLANK), and @character
 * itself where it stands for none or for several. */
CharacterSort address_character (gunichar character, gunichar *ascii);

/* What a SUBSTITUTE of several characters stands for ("fi" for U+FB01), or NULL. Static. */
const char *address_character_ligature (gunichar character);

/* Whether @character, odd by itself, is in place behind @previous: a joiner inside an Arabic or
 * Indic word, the Catalan middle dot (RFC 5892 A.1 to A.3; libidn2 decides about domains). */
gboolean address_character_is_joined (gunichar character, gunichar previous);

/* RFC 5322 3.2.3: letters, digits and !#$%&'*+-/=?^_`{|}~ */
gboolean address_character_is_atext (gunichar character);

/* A letter, digit or hyphen: what a label of a domain is made of (RFC 5321 4.1.2). */
gboolean address_character_is_ldh (gunichar character);
