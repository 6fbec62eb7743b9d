/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"
#include "mail/address_fault.h"
#include "mail/address_internal.h"
#include "mail/address_several.h"

#define SEVERAL_MAX 1000 /* addresses in one field */

/* The ASCII character that the one at @c stands for. */
static gunichar
ascii_at (const char *c)
{
  gunichar ascii;

  address_character (g_utf8_get_char (c), &ascii);
  return ascii;
}

static gboolean
is_separator (const char *c)
{
  gunichar ascii = ascii_at (c);
  return ascii == ',' || ascii == ';' || *c == '\n' || *c == '\r';
}

static gboolean
is_blank (const char *c)
{
  return ascii_at (c) == ' ';
}

/* What could also stand in a local part. */
static gboolean
is_conjunction (const char *c)
{
  return strchr ("/|&+", *c) != NULL || g_utf8_get_char (c) == 0x548C /* "and" in Chinese */;
}

/* What parts addresses, each where the one before leaves several together. */
static const struct
{
  gboolean (*separates) (const char *c);
  gboolean skips; /* a piece without an "@" is a name or a word between them */
} levels[] = { { is_separator, TRUE }, { is_blank, TRUE }, { is_conjunction, FALSE } };

/* How many "@" stand in the span, outside of quoted strings. */
static guint
count_at (AddressSpan span)
{
  guint count = 0;

  for (const char *c = span.start; c < span.start + span.length;)
    {
      const char *behind = *c == '"' ? address_skip_enclosed (c, span.start + span.length) : NULL;
      count += ascii_at (c) == '@';
      c = behind != NULL ? behind : g_utf8_next_char (c);
    }
  return count;
}

/* Appends the pieces of @span with one "@" each; FALSE if it does not fall into such. */
static gboolean
split (GArray *pieces, AddressSpan span, guint level)
{
  const char *end = span.start + span.length, *start = span.start;
  guint count = count_at (span);

  if (count == 1)
    g_array_append_val (pieces, span);
  if (count <= 1)
    return count == 1 || (level > 0 && levels[level - 1].skips);
  if (level == G_N_ELEMENTS (levels) || pieces->len > SEVERAL_MAX)
    return FALSE;
  for (const char *c = span.start; c <= end;)
    {
      const char *behind = c < end && *c == '"' ? address_skip_enclosed (c, end) : NULL;
      if (c == end || levels[level].separates (c))
        {
          if (!split (pieces, address_span_trim (start, (gsize) (c - start)), level + 1))
            return FALSE;
          if (c == end)
            break;
          start = g_utf8_next_char (c);
        }
      c = behind != NULL ? behind : g_utf8_next_char (c);
    }
  return TRUE;
}

/* The pieces of @text with one "@" each, or NULL if it does not fall into two such or more. */
static GArray *
find_pieces (const char *text)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (AddressSpan));

  if (!split (pieces, (AddressSpan){ text, strlen (text) }, 0) || pieces->len < 2
      || pieces->len > SEVERAL_MAX)
    return NULL;
  return g_steal_pointer (&pieces);
}

/* Reads the pieces; NULL if one of them is no address even when repaired. */
static GPtrArray *
read_pieces (const GArray *pieces)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) address_free);

  for (guint i = 0; i < pieces->len; i++)
    {
      Address *address = address_read_span (g_array_index (pieces, AddressSpan, i), FALSE);
      g_ptr_array_add (addresses, address);
      if (address->local_part == NULL)
        return NULL;
    }
  return g_steal_pointer (&addresses);
}

/* What stands between two addresses is a fault: the blank, or whatever is there beside blanks. */
static void
add_gap (GArray *faults, const char *text, AddressSpan before, AddressSpan behind)
{
  const char *start = before.start + before.length;
  AddressSpan gap = address_span_trim (start, (gsize) (behind.start - start));
  gboolean blank = TRUE;

  for (const char *c = start; c < behind.start; c = g_utf8_next_char (c))
    blank = blank && ascii_at (c) == ' ';
  if (blank)
    gap = (AddressSpan){ start, (gsize) (behind.start - start) };
  address_fault (faults, blank ? FAULT_WHITESPACE : FAULT_STRAY_PUNCTUATION, text,
                 (gsize) (gap.start - text), gap.length);
}

/* Appends the faults of an address that was read from @piece. */
static void
add_faults (GArray *faults, const char *text, AddressSpan piece, const Address *address)
{
  const char *found = g_strstr_len (piece.start, (gssize) piece.length, address->text);
  gsize shift = (gsize) ((found != NULL ? found : piece.start) - text);

  for (guint i = 0; i < address->faults->len; i++)
    {
      AddressFault fault = g_array_index (address->faults, AddressFault, i);
      fault.start += shift;
      g_array_append_val (faults, fault);
    }
}

char *
address_several_read (const char *text, GArray *faults, Address **ret_first)
{
  g_autoptr (GArray) pieces = find_pieces (text);
  g_autoptr (GPtrArray) addresses = pieces != NULL ? read_pieces (pieces) : NULL;
  g_autoptr (GString) joined = NULL;

  if (addresses == NULL)
    return NULL;
  joined = g_string_new (NULL);
  for (guint i = 0; i < addresses->len; i++)
    {
      const Address *address = g_ptr_array_index (addresses, i);
      AddressSpan piece = g_array_index (pieces, AddressSpan, i);

      if (i > 0)
        add_gap (faults, text, g_array_index (pieces, AddressSpan, i - 1), piece);
      add_faults (faults, text, piece, address);
      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "",
                              address->repaired != NULL ? address->repaired : address->text);
    }
  address_faults_finish (faults);
  *ret_first = g_steal_pointer (&g_ptr_array_index (addresses, 0));
  return g_string_free (g_steal_pointer (&joined), FALSE);
}
