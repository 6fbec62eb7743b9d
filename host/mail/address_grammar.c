/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"
#include "mail/address_domain.h"
#include "mail/address_fault.h"
#include "mail/address_grammar.h"

typedef struct
{
  const char *text;
  GArray *faults;
} Grammar;

/* What a character that is none of the grammar's is called. */
static AddressFaultKind
kind_of (gunichar character)
{
  static const AddressFaultKind kinds[] = {
    [CHARACTER_PLAIN] = FAULT_INVALID_CHARACTER,
    [CHARACTER_BLANK] = FAULT_WHITESPACE,
    [CHARACTER_INVISIBLE] = FAULT_INVISIBLE_CHARACTER,
    [CHARACTER_FULLWIDTH] = FAULT_FULLWIDTH,
    [CHARACTER_PUNCTUATION] = FAULT_INVALID_CHARACTER,
    [CHARACTER_SUBSTITUTE] = FAULT_INVALID_CHARACTER,
    [CHARACTER_SYMBOL] = FAULT_INVALID_CHARACTER,
  };
  gunichar ascii;

  return kinds[address_character (character, &ascii)];
}

static gboolean
is_plain_beyond_ascii (gunichar character, gunichar previous)
{
  gunichar ascii;
  return character >= 0x80
         && (address_character (character, &ascii) == CHARACTER_PLAIN
             || address_character_is_joined (character, previous));
}

gsize
address_quoted_length (const char *text, gsize length)
{
  gsize i;

  if (length == 0 || text[0] != '"')
    return 0;
  for (i = 1; i < length && text[i] != '"'; i++)
    if (text[i] == '\\')
      i++;
  return i + 1 < length && text[i + 1] == '@' ? i + 1 : 0;
}

/* RFC 5321 4.1.2, QcontentSMTP: printable ASCII, and with RFC 6531 everything visible beyond it. */
static void
read_quoted (Grammar *grammar, gsize length)
{
  gunichar previous = 0;

  for (gsize i = 1, next; i + 1 < length; i = next)
    {
      gunichar character = g_utf8_get_char (grammar->text + i);
      next = (gsize) (g_utf8_next_char (grammar->text + i) - grammar->text);
      if (character < 0x20 || character == 0x7F
          || (character >= 0x80 && !is_plain_beyond_ascii (character, previous)))
        address_fault (grammar->faults, kind_of (character), grammar->text, i, next - i);
      previous = character;
    }
}

/* Dots of a dot-string, or of a domain, stand alone between two others (RFC 5321 4.1.2). */
static void
read_dot (Grammar *grammar, gsize start, gsize place, gsize end)
{
  if (place == start || place + 1 == end || grammar->text[place - 1] == '.')
    address_fault (grammar->faults, FAULT_DOTS, grammar->text, place, 1);
}

static void
read_local_part (Grammar *grammar, gsize length)
{
  gsize quoted = address_quoted_length (grammar->text, length + 1);
  gunichar previous = 0;

  if (length == 0)
    address_fault (grammar->faults, FAULT_MISSING_LOCAL_PART, grammar->text, 0, 0);
  else if (length > LOCAL_PART_MAX_OCTETS)
    address_fault_limit (grammar->faults, 0, length, LOCAL_PART_MAX_OCTETS);
  if (quoted == length && quoted > 0)
    {
      read_quoted (grammar, length);
      return;
    }
  for (gsize i = 0, next; i < length; i = next)
    {
      gunichar character = g_utf8_get_char (grammar->text + i);
      next = (gsize) (g_utf8_next_char (grammar->text + i) - grammar->text);
      if (character == '.')
        read_dot (grammar, 0, i, length);
      else if (character == '@')
        address_fault (grammar->faults, FAULT_MULTIPLE_AT, grammar->text, i, 1);
      else if (!address_character_is_atext (character)
               && !is_plain_beyond_ascii (character, previous))
        address_fault (grammar->faults, kind_of (character), grammar->text, i, next - i);
      previous = character;
    }
}

/* Hyphens stand inside a label, and a label has at most 63 octets. */
static void
read_label (Grammar *grammar, gsize start, gsize end)
{
  const char *text = grammar->text;

  if (start == end)
    return;
  if (end - start > LABEL_MAX_OCTETS)
    address_fault_limit (grammar->faults, start, end - start, LABEL_MAX_OCTETS);
  if (text[start] == '-')
    address_fault (grammar->faults, FAULT_INVALID_CHARACTER, text, start, 1);
  if (text[end - 1] == '-' && end - start > 1)
    address_fault (grammar->faults, FAULT_INVALID_CHARACTER, text, end - 1, 1);
}

/* Whether the letters, digits, hyphens and dots are in order. What lies beyond ASCII is left to
 * libidn2. */
static void
read_labels (Grammar *grammar, gsize start, gsize end)
{
  gsize label = start;
  gunichar previous = 0;
  gboolean ascii = TRUE;

  for (gsize i = start, next; i < end; i = next)
    {
      gunichar character = g_utf8_get_char (grammar->text + i);
      next = (gsize) (g_utf8_next_char (grammar->text + i) - grammar->text);
      ascii = ascii && character < 0x80;
      if (character == '.')
        {
          if (ascii)
            read_label (grammar, label, i);
          read_dot (grammar, start, i, end);
          label = next;
          ascii = TRUE;
        }
      else if (character == '_')
        address_fault (grammar->faults, FAULT_UNDERSCORE_IN_DOMAIN, grammar->text, i, 1);
      else if (!address_character_is_ldh (character)
               && !is_plain_beyond_ascii (character, previous))
        address_fault (grammar->faults, kind_of (character), grammar->text, i, next - i);
      previous = character;
    }
  if (ascii)
    read_label (grammar, label, end);
}

/* RFC 5321 4.1.3. A well-formed one is a fault that leaves the reading valid. */
static void
read_literal (Grammar *grammar, gsize start, gsize end, AddressReading *reading)
{
  gboolean closed = end - start >= 2 && grammar->text[end - 1] == ']';
  gboolean well_formed
      = closed && domain_literal_is_valid (grammar->text + start + 1, end - start - 2);

  reading->valid = reading->valid && well_formed;
  address_fault (grammar->faults, FAULT_IP_LITERAL, grammar->text, start, end - start);
  if (reading->valid)
    reading->domain = g_strndup (grammar->text + start, end - start);
}

static void
read_international (Grammar *grammar, gsize start, gsize end, AddressReading *reading)
{
  guint limit;

  if (domain_to_ascii (grammar->text + start, end - start, &reading->ascii_domain, &reading->domain,
                       &limit))
    {
      gsize length = strlen (reading->ascii_domain);
      if (length > DOMAIN_MAX_OCTETS)
        address_fault_limit (grammar->faults, start, end - start, DOMAIN_MAX_OCTETS);
      else if (start + length > ADDRESS_MAX_OCTETS)
        address_fault_limit (grammar->faults, 0, end, ADDRESS_MAX_OCTETS);
    }
  else if (limit > 0)
    address_fault_limit (grammar->faults, start, end - start, limit);
  else
    address_fault (grammar->faults, FAULT_INVALID_IDN, grammar->text, start, end - start);
}

static void
read_domain (Grammar *grammar, gsize start, gsize end, AddressReading *reading)
{
  guint before = grammar->faults->len;

  if (start == end)
    {
      address_fault (grammar->faults, FAULT_MISSING_DOMAIN, grammar->text, start, 0);
      return;
    }
  if (grammar->text[start] == '[')
    {
      read_literal (grammar, start, end, reading);
      return;
    }
  read_labels (grammar, start, end);
  if (grammar->faults->len > before)
    return;
  read_international (grammar, start, end, reading);
  if (domain_is_numeric (grammar->text + start, end - start))
    {
      reading->valid = reading->valid && grammar->faults->len == before
                       && domain_is_ipv4 (grammar->text + start, end - start);
      address_fault (grammar->faults, FAULT_IP_LITERAL, grammar->text, start, end - start);
    }
}

/* The "@" that parts local part and domain: the one behind a quoted string, else the last. */
static gboolean
find_at (const char *text, gsize length, gsize *at)
{
  gsize quoted = address_quoted_length (text, length);

  if (quoted > 0)
    {
      *at = quoted;
      return TRUE;
    }
  for (*at = length; *at > 0; (*at)--)
    if (text[*at - 1] == '@')
      {
        (*at)--;
        return TRUE;
      }
  return FALSE;
}

void
address_grammar_read (const char *text, gsize length, GArray *faults, AddressReading *reading)
{
  Grammar grammar = { text, faults };
  guint before = faults->len;
  gboolean excused;

  *reading = (AddressReading){ .valid = TRUE };
  if (!find_at (text, length, &reading->at))
    {
      reading->valid = FALSE;
      address_fault (faults, FAULT_MISSING_AT, text, length, 0);
      return;
    }
  read_local_part (&grammar, reading->at);
  reading->valid = faults->len == before;
  read_domain (&grammar, reading->at + 1, length, reading);
  /* A fault of the domain leaves it valid only if it is the IP address itself. */
  excused = faults->len == before + 1
            && g_array_index (faults, AddressFault, before).kind == FAULT_IP_LITERAL;
  reading->valid = reading->valid && (faults->len == before || excused);
  if (!reading->valid)
    {
      g_clear_pointer (&reading->domain, g_free);
      g_clear_pointer (&reading->ascii_domain, g_free);
    }
}

void
address_reading_clear (AddressReading *reading)
{
  g_free (reading->domain);
  g_free (reading->ascii_domain);
  *reading = (AddressReading){ .valid = FALSE };
}
