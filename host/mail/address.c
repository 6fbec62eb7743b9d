/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_set.h"
#include "mail/address.h"
#include "mail/address_character.h"
#include "mail/address_internal.h"
#include "mail/address_repair.h"
#include "mail/address_several.h"
#include "mail/free_mail.h"
#include "mail/public_suffix.h"

void
address_free (Address *address)
{
  if (address == NULL)
    return;
  g_free (address->display_name);
  g_free (address->text);
  g_clear_pointer (&address->faults, g_array_unref);
  g_free (address->repaired);
  g_free (address->local_part);
  g_free (address->domain);
  g_free (address->ascii_domain);
  g_free (address);
}

/* Whether a local part needs no quotes: RFC 5321 4.1.2, Dot-string. */
static gboolean
is_dot_string (const char *text)
{
  gunichar previous = '.';

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      if (character == '.' ? previous == '.'
                           : character < 0x80 && !address_character_is_atext (character))
        return FALSE;
      previous = character;
    }
  return previous != '.';
}

/* RFC 5321 4.1.2: "john" and john are one mailbox, so the quotes go where they can. */
static char *
local_part_unquoted (const char *text, gsize length)
{
  g_autoptr (GString) plain = g_string_sized_new (length);

  if (text[0] != '"')
    return g_strndup (text, length);
  for (gsize i = 1; i + 1 < length; i++)
    {
      if (text[i] == '\\')
        i++;
      g_string_append_c (plain, text[i]);
    }
  if (!is_dot_string (plain->str))
    return g_strndup (text, length);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* Takes over what the grammar found in @text. */
static void
set_parts (Address *address, const char *text, AddressReading *reading)
{
  if (!reading->valid)
    return;
  address->local_part = local_part_unquoted (text, reading->at);
  address->domain = g_steal_pointer (&reading->domain);
  address->ascii_domain = g_steal_pointer (&reading->ascii_domain);
}

/* What every check asks of a domain is found out once. */
static void
set_facts_of_domain (Address *address)
{
  const char *domain = address->ascii_domain;
  const char *dot, *registrable;

  if (domain == NULL)
    return;
  dot = strrchr (domain, '.');
  registrable = public_suffix_registrable (domain);
  address->tld = dot != NULL ? dot + 1 : domain;
  address->is_suffix = dot != NULL ? registrable == NULL : name_set_contains (&tlds, domain);
  address->registrable = registrable != NULL ? registrable : domain;
  address->is_free_mail = free_mail_has_names (domain, address->registrable);
}

/* Several addresses in one: the parts are those of the first. */
static gboolean
read_several (Address *address)
{
  g_autoptr (Address) first = NULL;

  address->repaired = address_several_read (address->text, address->faults, &first);
  if (address->repaired == NULL)
    return FALSE;
  address->several = TRUE;
  address->local_part = g_steal_pointer (&first->local_part);
  address->domain = g_steal_pointer (&first->domain);
  address->ascii_domain = g_steal_pointer (&first->ascii_domain);
  return TRUE;
}

/* Whether an address that the grammar has nothing against should be looked at again: "www." before
 * it is a habit of writing, and a domain without a dot may lack one. */
static gboolean
is_suspect (const char *text, const AddressReading *reading)
{
  return (g_ascii_strncasecmp (text, "www.", 4) == 0 && g_ascii_isalnum (text[4]))
         || (reading->ascii_domain != NULL && strchr (reading->ascii_domain, '.') == NULL);
}

/* An empty group names nobody, and nothing is wrong with that: "undisclosed-recipients:;" (RFC
 * 5322 3.4). */
static gboolean
is_empty_group (AddressSpan span)
{
  const char *colon = memchr (span.start, ':', span.length);
  const char *end = span.start + span.length;

  if (colon == NULL || colon == span.start || end[-1] != ';'
      || memchr (span.start, '@', span.length) != NULL)
    return FALSE;
  return address_span_trim (colon + 1, (gsize) (end - colon) - 2).length == 0;
}

Address *
address_read_span (AddressSpan span, gboolean several)
{
  Address *address = g_new0 (Address, 1);
  AddressMailbox mailbox = address_split_mailbox (span.start, span.length);
  g_auto (AddressReading) reading = { .valid = FALSE };

  address->text = g_strndup (mailbox.address.start, mailbox.address.length);
  address->display_name = mailbox.name.length > 0 ? address_span_name (mailbox.name) : NULL;
  address->faults = g_array_new (FALSE, TRUE, sizeof (AddressFault));
  if (is_empty_group (mailbox.address))
    return address;
  address_grammar_read (address->text, mailbox.address.length, address->faults, &reading);
  if (reading.valid && !is_suspect (address->text, &reading))
    set_parts (address, address->text, &reading);
  else
    {
      address_reading_clear (&reading);
      g_array_set_size (address->faults, 0);
      if (!several || !read_several (address))
        {
          address->repaired = address_repair (address->text, address->faults, &reading);
          set_parts (address, address->repaired != NULL ? address->repaired : address->text,
                     &reading);
        }
    }
  set_facts_of_domain (address);
  return address;
}

Address *
address_read (const char *text)
{
  return address_read_span ((AddressSpan){ text, strlen (text) }, TRUE);
}

GPtrArray *
address_list_read (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) address_free);
  g_autoptr (GArray) spans = address_split_list (text);

  for (guint i = 0; i < spans->len; i++)
    g_ptr_array_add (list, address_read_span (g_array_index (spans, AddressSpan, i), TRUE));
  return list;
}

const AddressFault *
address_find_fault (const Address *address, AddressFaultKind kind)
{
  for (guint i = 0; i < address->faults->len; i++)
    {
      const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);
      if (fault->kind == kind)
        return fault;
    }
  return NULL;
}

char *
address_key (const Address *address)
{
  g_autofree char *local = NULL;

  if (address->local_part == NULL || address->ascii_domain == NULL)
    return NULL;
  local = g_str_is_ascii (address->local_part) ? g_ascii_strdown (address->local_part, -1)
                                               : g_utf8_casefold (address->local_part, -1);
  return g_strconcat (local, "@", address->ascii_domain, NULL);
}
