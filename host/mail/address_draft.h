/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"

/* An address under repair: its characters, each with its place in the text as typed, so that a
 * repair can drop and replace them and the faults still name what the user sees. What stands in a
 * quoted local part or in an address literal is locked: no repair sees or touches it. */

#define DRAFT_MAX_OCTETS 1024 /* a longer text is no address that was slightly mistyped */

typedef struct
{
  gunichar character; /* as it stands now */
  guint32 start;      /* bytes into the text as typed */
  guint32 length;     /* bytes there; 0 for what was inserted */
  gboolean locked;
} DraftCell;

typedef struct
{
  const char *text; /* (borrowed) as typed */
  GArray *cells;    /* DraftCell */
  GArray *faults;   /* (borrowed) AddressFault */
} Draft;

/* @text is valid UTF-8 of at most DRAFT_MAX_OCTETS. */
void draft_init (Draft *draft, const char *text, GArray *faults);
void draft_clear (Draft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

/* The number of characters left. */
guint draft_length (const Draft *draft);

/* The character at @i as it stands, or 0 beyond either end and for a locked one. */
gunichar draft_raw (const Draft *draft, gint i);

/* The same, but what stands for an ASCII character (full-width forms, typographers' marks, blanks
 * of all sorts) as that. */
gunichar draft_at (const Draft *draft, gint i);

/* The first or last place of that ASCII character, or -1. */
gint draft_find (const Draft *draft, gunichar character);
gint draft_find_last (const Draft *draft, gunichar character);
guint draft_count (const Draft *draft, gunichar character);

/* Takes out @count characters from @i and records them as a fault. */
void draft_drop (Draft *draft, guint i, guint count, AddressFaultKind kind);

/* Puts @character in the place of the one at @i and records what stood there as a fault. */
void draft_replace (Draft *draft, guint i, gunichar character, AddressFaultKind kind);

/* Puts @character before the one at @i and records a fault where it was missing. */
void draft_insert (Draft *draft, guint i, gunichar character, AddressFaultKind kind);

/* The same without a fault: for the rest of what one character is replaced by. */
void draft_insert_silently (Draft *draft, guint i, gunichar character);

/* The ASCII lower-case text from @from to @to (excluded) as draft_at () gives it, with '?' for what
 * is not ASCII; cut at
 * @size - 1. */
void draft_copy (const Draft *draft, guint from, guint to, char *buffer, gsize size);

/* The characters as they stand, UTF-8. Free with g_free (). */
char *draft_string (const Draft *draft);

/* The place in the text as typed of byte @offset of draft_string (). */
gsize draft_place (const Draft *draft, gsize offset);
