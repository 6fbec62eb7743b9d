/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"
#include "mail/address_fault.h"

/* Appends to the detail as much of @text as fits whole. */
static void
detail_append (AddressFault *fault, const char *text, gsize length)
{
  gsize used = strlen (fault->detail);

  if (used + length >= sizeof fault->detail)
    return;
  memcpy (fault->detail + used, text, length);
  fault->detail[used + length] = '\0';
}

/* Whether showing the character would show nothing. */
static gboolean
is_unseen (gunichar character)
{
  gunichar ascii;
  CharacterSort sort = address_character (character, &ascii);

  return sort == CHARACTER_BLANK || sort == CHARACTER_INVISIBLE || !g_unichar_isprint (character);
}

static void
detail_add (AddressFault *fault, const char *text, gsize length)
{
  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      char name[16];

      if (character == ' ' && fault->detail[0] == '\0')
        continue;
      if (character == ' ' || !is_unseen (character))
        {
          detail_append (fault, c, (gsize) (g_utf8_next_char (c) - c));
          continue;
        }
      g_snprintf (name, sizeof name, "%sU+%04X", fault->detail[0] != '\0' ? " " : "", character);
      detail_append (fault, name, strlen (name));
    }
}

void
address_fault (GArray *faults, AddressFaultKind kind, const char *text, gsize start, gsize length)
{
  AddressFault fresh = { .kind = kind, .start = start, .length = length };
  AddressFault *last
      = faults->len > 0 ? &g_array_index (faults, AddressFault, faults->len - 1) : NULL;

  if (last != NULL && last->kind == kind && length > 0 && last->start + last->length == start)
    {
      last->length += length;
      detail_add (last, text + start, length);
      return;
    }
  detail_add (&fresh, text + start, length);
  g_array_append_val (faults, fresh);
}

void
address_fault_limit (GArray *faults, gsize start, gsize length, guint limit)
{
  AddressFault fault = { .kind = FAULT_TOO_LONG, .start = start, .length = length };

  g_snprintf (fault.detail, sizeof fault.detail, "%u", limit);
  g_array_append_val (faults, fault);
}

static gint
fault_compare (gconstpointer a, gconstpointer b)
{
  const AddressFault *left = a;
  const AddressFault *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (gint) left->kind - (gint) right->kind;
}

void
address_faults_finish (GArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_strchomp (g_array_index (faults, AddressFault, i).detail);
  g_array_sort (faults, fault_compare);
}
