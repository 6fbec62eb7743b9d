/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_split.h"
#include "mail/encoded_word.h"

#define COMMENT_MAX_DEPTH 32
#define ENCLOSED_MAX_OCTETS                                                                        \
  1024 /* a longer one is taken for one without an end, so that work stays in proportion */

static const char *
skip_quoted (const char *c, const char *end)
{
  for (c++; c < end; c++)
    if (*c == '\\')
      c++;
    else if (*c == '"')
      return c + 1;
  return NULL;
}

static const char *
skip_comment (const char *c, const char *end)
{
  guint depth = 0;

  for (; c < end; c++)
    if (*c == '\\')
      c++;
    else if (*c == '(' && ++depth > COMMENT_MAX_DEPTH)
      return NULL;
    else if (*c == ')' && --depth == 0)
      return c + 1;
  return NULL;
}

const char *
address_skip_enclosed (const char *c, const char *end)
{
  const char *close;

  end = MIN (end, c + ENCLOSED_MAX_OCTETS);
  switch (*c)
    {
    case '"':
      return skip_quoted (c, end);
    case '(':
      return skip_comment (c, end);
    case '<':
      close = memchr (c, '>', (gsize) (end - c));
      return close != NULL ? close + 1 : NULL;
    default:
      return NULL;
    }
}

AddressSpan
address_span_trim (const char *start, gsize length)
{
  while (length > 0 && g_ascii_isspace (*start))
    {
      start++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (start[length - 1]))
    length--;
  return (AddressSpan){ start, length };
}

/* The first @wanted outside of what is enclosed, or NULL. */
static const char *
find_outside (const char *c, const char *end, char wanted)
{
  while (c < end && *c != wanted)
    {
      const char *behind = address_skip_enclosed (c, end);
      c = behind != NULL ? behind : c + 1;
    }
  return c < end ? c : NULL;
}

static AddressSpan
span_between (const char *start, const char *end)
{
  return address_span_trim (start, (gsize) (end - start));
}

/* "john@company.com (John Doe)": RFC 822's way to give a name. */
static AddressMailbox
split_comment_name (AddressSpan whole)
{
  const char *end = whole.start + whole.length;
  const char *open
      = whole.length > 0 && end[-1] == ')' ? find_outside (whole.start, end, '(') : NULL;

  if (open != NULL && open > whole.start && g_ascii_isspace (open[-1])
      && skip_comment (open, end) == end && memchr (open, '@', (gsize) (end - open)) == NULL
      && memchr (whole.start, '@', (gsize) (open - whole.start)) != NULL)
    return (AddressMailbox){ span_between (open + 1, end - 1), span_between (whole.start, open) };
  return (AddressMailbox){ { whole.start, 0 }, whole };
}

/* "jane@company.com <Jane Doe>" */
static gboolean
is_reversed (const char *start, const char *open, const char *close)
{
  return memchr (open, '@', (gsize) (close - open)) == NULL
         && memchr (start, '@', (gsize) (open - start)) != NULL;
}

AddressMailbox
address_split_mailbox (const char *text, gsize length)
{
  AddressSpan whole = address_span_trim (text, length), behind;
  const char *end = whole.start + whole.length;
  const char *open = find_outside (whole.start, end, '<');
  const char *close;

  if (open == NULL)
    return split_comment_name (whole);
  close = address_skip_enclosed (open, end);
  if (close == NULL && open > whole.start && !g_ascii_isspace (open[-1]))
    return (AddressMailbox){ { whole.start, 0 }, whole };
  if (close == NULL)
    return (AddressMailbox){ span_between (whole.start, open), span_between (open, end) };
  if (find_outside (close, end, '<') != NULL || is_reversed (whole.start, open, close))
    return (AddressMailbox){ { whole.start, 0 }, whole };
  behind = span_between (close, end);
  if (behind.length > 0 && skip_comment (behind.start, end) != end)
    return (AddressMailbox){ span_between (whole.start, open), span_between (open, end) };
  return (AddressMailbox){ span_between (whole.start, open), span_between (open + 1, close - 1) };
}

char *
address_span_name (AddressSpan span)
{
  g_autoptr (GString) plain = g_string_sized_new (span.length);
  g_autofree char *decoded = NULL;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < span.length; i++)
    {
      char c = span.start[i];
      if (c == '"')
        quoted = !quoted;
      else if (c == '\\' && quoted && i + 1 < span.length)
        g_string_append_c (plain, span.start[++i]);
      else if (!g_ascii_isspace (c))
        g_string_append_c (plain, c);
      else if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
        g_string_append_c (plain, ' ');
    }
  decoded = g_strstrip (encoded_words_decode (plain->str));
  return *decoded != '\0' ? g_steal_pointer (&decoded) : NULL;
}
