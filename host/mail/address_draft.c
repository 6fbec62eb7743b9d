/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"
#include "mail/address_draft.h"
#include "mail/address_fault.h"
#include "mail/address_grammar.h"

static DraftCell *
cell (const Draft *draft, guint i)
{
  return &g_array_index (draft->cells, DraftCell, i);
}

/* Locks what stands in a quoted local part: any quoted string that an "@" follows at once. */
static void
lock_quoted (Draft *draft)
{
  const char *open = strchr (draft->text, '"');
  gsize start, length;

  if (open == NULL)
    return;
  start = (gsize) (open - draft->text);
  length = address_quoted_length (open, strlen (open));
  for (guint i = 0; i < draft->cells->len; i++)
    cell (draft, i)->locked
        |= cell (draft, i)->start >= start && cell (draft, i)->start < start + length;
}

/* Locks an address literal at the end: "@[...]". */
static void
lock_literal (Draft *draft)
{
  guint last = draft->cells->len, open;

  if (last == 0 || cell (draft, last - 1)->character != ']')
    return;
  for (open = last - 1; open > 0 && cell (draft, open)->character != '['; open--)
    ;
  if (open == 0 || cell (draft, open - 1)->character != '@')
    return;
  for (guint i = open; i < last; i++)
    cell (draft, i)->locked = TRUE;
}

void
draft_init (Draft *draft, const char *text, GArray *faults)
{
  *draft = (Draft){ text, g_array_new (FALSE, FALSE, sizeof (DraftCell)), faults };
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      DraftCell fresh = { g_utf8_get_char (c), (guint32) (c - text),
                          (guint32) (g_utf8_next_char (c) - c), FALSE };
      g_array_append_val (draft->cells, fresh);
    }
  lock_quoted (draft);
  lock_literal (draft);
}

void
draft_clear (Draft *draft)
{
  g_clear_pointer (&draft->cells, g_array_unref);
}

guint
draft_length (const Draft *draft)
{
  return draft->cells->len;
}

gunichar
draft_raw (const Draft *draft, gint i)
{
  if (i < 0 || (guint) i >= draft->cells->len || cell (draft, (guint) i)->locked)
    return 0;
  return cell (draft, (guint) i)->character;
}

gunichar
draft_at (const Draft *draft, gint i)
{
  gunichar character = draft_raw (draft, i);
  gunichar ascii;

  if (character == 0 || address_character_is_joined (character, draft_raw (draft, i - 1)))
    return character;
  address_character (character, &ascii);
  return ascii;
}

gint
draft_find (const Draft *draft, gunichar character)
{
  for (gint i = 0; i < (gint) draft->cells->len; i++)
    if (draft_at (draft, i) == character)
      return i;
  return -1;
}

gint
draft_find_last (const Draft *draft, gunichar character)
{
  for (gint i = (gint) draft->cells->len - 1; i >= 0; i--)
    if (draft_at (draft, i) == character)
      return i;
  return -1;
}

guint
draft_count (const Draft *draft, gunichar character)
{
  guint count = 0;

  for (gint i = 0; i < (gint) draft->cells->len; i++)
    count += draft_at (draft, i) == character;
  return count;
}

static void
draft_fault (Draft *draft, guint i, AddressFaultKind kind)
{
  address_fault (draft->faults, kind, draft->text, cell (draft, i)->start, cell (draft, i)->length);
}

void
draft_drop (Draft *draft, guint i, guint count, AddressFaultKind kind)
{
  for (guint j = i; j < i + count; j++)
    draft_fault (draft, j, kind);
  g_array_remove_range (draft->cells, i, count);
}

void
draft_replace (Draft *draft, guint i, gunichar character, AddressFaultKind kind)
{
  draft_fault (draft, i, kind);
  cell (draft, i)->character = character;
}

void
draft_insert_silently (Draft *draft, guint i, gunichar character)
{
  DraftCell fresh = { character, (guint32) strlen (draft->text), 0, FALSE };

  if (i < draft->cells->len)
    fresh.start = cell (draft, i)->start;
  g_array_insert_val (draft->cells, i, fresh);
}

void
draft_insert (Draft *draft, guint i, gunichar character, AddressFaultKind kind)
{
  draft_insert_silently (draft, i, character);
  draft_fault (draft, i, kind);
}

void
draft_copy (const Draft *draft, guint from, guint to, char *buffer, gsize size)
{
  gsize length = 0;

  for (guint i = from; i < to && length + 1 < size; i++)
    {
      gunichar character = draft_at (draft, (gint) i);
      buffer[length++]
          = character > 0 && character < 0x80 ? g_ascii_tolower ((char) character) : '?';
    }
  buffer[length] = '\0';
}

char *
draft_string (const Draft *draft)
{
  GString *string = g_string_sized_new (draft->cells->len + 1);

  for (guint i = 0; i < draft->cells->len; i++)
    g_string_append_unichar (string, cell (draft, i)->character);
  return g_string_free (string, FALSE);
}

gsize
draft_place (const Draft *draft, gsize offset)
{
  gsize at = 0;

  for (guint i = 0; i < draft->cells->len; i++)
    {
      gsize length = (gsize) g_unichar_to_utf8 (cell (draft, i)->character, NULL);
      if (offset < at + length)
        return cell (draft, i)->start;
      at += length;
    }
  if (draft->cells->len == 0)
    return strlen (draft->text);
  return cell (draft, draft->cells->len - 1)->start + cell (draft, draft->cells->len - 1)->length;
}
