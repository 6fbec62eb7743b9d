/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_domain.h"
#include "mail/address_split.h"

/* Whether the text holds an "@" of any width. */
static gboolean
has_at (AddressSpan span)
{
  return memchr (span.start, '@', span.length) != NULL
         || g_strstr_len (span.start, (gssize) span.length, "＠") != NULL
         || g_strstr_len (span.start, (gssize) span.length, "﹫") != NULL;
}

static gboolean
has_angle (AddressSpan span)
{
  return memchr (span.start, '<', span.length) != NULL;
}

/* Whether what stands behind a comma goes on with the domain before it: "john@company,com". */
static gboolean
continues_domain (AddressSpan before, AddressSpan behind)
{
  char domain[DOMAIN_MAX_OCTETS + 1];
  const char *at = g_strrstr_len (before.start, (gssize) before.length, "@");
  int parted = before.start + before.length + 1 < behind.start;

  if (at == NULL || behind.length >= LABEL_MAX_OCTETS
      || memchr (behind.start, ' ', behind.length) != NULL)
    return FALSE;
  if (parted && domain_has_known_tld (at + 1, (gsize) (before.start + before.length - at - 1)))
    return FALSE;
  g_snprintf (domain, sizeof domain, "x.%.*s", (int) behind.length, behind.start);
  return domain_has_known_tld (domain, strlen (domain));
}

/* Lengthens @span to where @other ends. */
static void
span_extend (AddressSpan *span, AddressSpan other)
{
  span->length = (gsize) (other.start + other.length - span->start);
}

/* Appends a piece between two commas. One without an "@" belongs to the mailbox beside it, if it is
 * half a name or half a domain. */
static void
append_piece (GArray *spans, AddressSpan piece, gboolean *half_name)
{
  AddressSpan *last = spans->len > 0 ? &g_array_index (spans, AddressSpan, spans->len - 1) : NULL;

  if (piece.length == 0)
    return;
  if (last != NULL && *half_name && has_angle (piece))
    span_extend (last, piece);
  else if (last != NULL && !has_at (piece) && !has_angle (piece) && continues_domain (*last, piece))
    span_extend (last, piece);
  else
    g_array_append_val (spans, piece);
  last = &g_array_index (spans, AddressSpan, spans->len - 1);
  *half_name = !has_at (*last) && !has_angle (*last);
}

/* Splits at the commas of @length bytes of @text. A comma before or behind a mailbox
 * that stands alone stays with it. */
static void
split_commas (GArray *spans, const char *text, const char *end)
{
  guint before = spans->len;
  const char *start = text;
  gboolean half_name = FALSE;

  for (const char *c = text; c <= end;)
    {
      const char *behind = c < end ? address_skip_enclosed (c, end) : NULL;
      if (c == end || *c == ',')
        {
          append_piece (spans, address_span_trim (start, (gsize) (c - start)), &half_name);
          start = c + 1;
        }
      c = behind != NULL ? behind : c + 1;
    }
  if (spans->len == before + 1)
    {
      AddressSpan whole = address_span_trim (text, (gsize) (end - text));
      AddressSpan *first = &g_array_index (spans, AddressSpan, before);
      first->length += (gsize) (first->start - whole.start);
      first->start = whole.start;
      span_extend (&g_array_index (spans, AddressSpan, spans->len - 1), whole);
    }
}

/* Words before a colon that are no name of a group but were copied along with one address. */
static gboolean
is_label (const char *start, const char *colon)
{
  static const char *const labels[]
      = { "mailto", "email", "e-mail", "mail", "http", "https", "to", "cc", "邮箱", "邮件" };
  AddressSpan span = address_span_trim (start, (gsize) (colon - start));

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strlen (labels[i]) == span.length
        && g_ascii_strncasecmp (span.start, labels[i], span.length) == 0)
      return TRUE;
  return FALSE;
}

/* Where the group that begins at @c ends (its ";"), with its colon; NULL if none begins there: RFC
 * 5322 3.4. *@more is FALSE when none can begin further on either. */
static const char *
find_group (const char *c, const char *end, const char **ret_colon, gboolean *more)
{
  const char *semicolon;

  for (*ret_colon = c; *ret_colon < end && **ret_colon != ':';)
    {
      const char *behind = **ret_colon == '"' || **ret_colon == '('
                               ? address_skip_enclosed (*ret_colon, end)
                               : NULL;
      if (strchr (",;@<[", **ret_colon) != NULL)
        return NULL;
      *ret_colon = behind != NULL ? behind : *ret_colon + 1;
    }
  if (*ret_colon >= end || *ret_colon == c || is_label (c, *ret_colon))
    return NULL;
  for (semicolon = *ret_colon + 1; semicolon < end && *semicolon != ';';)
    {
      const char *behind = address_skip_enclosed (semicolon, end);
      semicolon = behind != NULL ? behind : semicolon + 1;
    }
  *more = semicolon < end;
  return *more ? semicolon : NULL;
}

/* The next place where a group can begin: behind a comma outside of everything. */
static const char *
next_start (const char *c, const char *end)
{
  while (c < end && *c != ',')
    {
      const char *behind = address_skip_enclosed (c, end);
      c = behind != NULL ? behind : c + 1;
    }
  return c < end ? c + 1 : end;
}

GArray *
address_split_list (const char *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (AddressSpan));
  const char *end = text + strlen (text);
  const char *start = text;
  AddressSpan whole = address_span_trim (text, strlen (text));
  gboolean more = TRUE;

  for (const char *c = text; c < end && more;)
    {
      const char *colon, *semicolon = find_group (c, end, &colon, &more);
      guint before;

      if (semicolon == NULL)
        {
          c = next_start (c, end);
          continue;
        }
      if (c > start)
        split_commas (spans, start, c - 1); /* without the comma before the group */
      before = spans->len;
      split_commas (spans, colon + 1, semicolon);
      if (spans->len == before)
        {
          AddressSpan group = address_span_trim (c, (gsize) (semicolon + 1 - c));
          g_array_append_val (spans, group);
        }
      c = semicolon + 1;
      c += strspn (c, ", \t\r\n");
      start = c;
    }
  split_commas (spans, start, end);
  if (spans->len == 0)
    g_array_append_val (spans, whole);
  return spans;
}
