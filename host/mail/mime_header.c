/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/encoded_word.h"
#include "mail/mime.h"

gboolean
mime_next_line (MimeSlice *rest, MimeSlice *ret_line)
{
  const char *end;
  gsize taken;

  if (rest->length == 0)
    return FALSE;
  end = memchr (rest->start, '\n', rest->length);
  taken = end != NULL ? (gsize) (end - rest->start) + 1 : rest->length;
  ret_line->start = rest->start;
  ret_line->length = end != NULL ? taken - 1 : taken;
  while (ret_line->length > 0 && ret_line->start[ret_line->length - 1] == '\r')
    ret_line->length--;
  rest->start += taken;
  rest->length -= taken;
  return TRUE;
}

/* RFC 5322 2.2: printable characters before a colon; blanks before the colon are obsolete. */
static gsize
name_length (MimeSlice line)
{
  gsize length = 0;

  while (length < line.length && line.start[length] > ' ' && line.start[length] < 127
         && line.start[length] != ':')
    length++;
  return length > 0 && length < line.length && line.start[length] == ':' ? length : 0;
}

static gboolean
is_folded (MimeSlice line)
{
  return line.length > 0 && (line.start[0] == ' ' || line.start[0] == '\t');
}

/* The envelope line of a mailbox file, which may have been escaped on its way. */
static gboolean
is_envelope (MimeSlice line)
{
  return (line.length > 5 && memcmp (line.start, "From ", 5) == 0)
         || (line.length > 6 && memcmp (line.start, ">From ", 6) == 0);
}

/* An envelope line in front is skipped; a line that is no field begins the body:
 * damaged parts come without the empty line. */
MimeSlice
mime_take_header (MimeSlice *text)
{
  MimeSlice header = { text->start, 0 }, rest = *text, line;

  while (mime_next_line (&rest, &line))
    {
      gboolean first = line.start == header.start;
      if (line.length == 0)
        {
          *text = rest;
          return header;
        }
      if (name_length (line) == 0 && (first || !is_folded (line)) && !(first && is_envelope (line)))
        return header;
      text->start = rest.start;
      text->length = rest.length;
      header.length = (gsize) (rest.start - header.start);
    }
  return header;
}

/* The value's first line; *rest is then behind it. */
static gboolean
find_field (MimeSlice *rest, const char *name, MimeSlice *ret_value)
{
  gsize length = strlen (name);
  MimeSlice line;

  while (mime_next_line (rest, &line))
    if (line.length > length && line.start[length] == ':'
        && g_ascii_strncasecmp (line.start, name, length) == 0)
      {
        ret_value->start = line.start + length + 1;
        ret_value->length = line.length - length - 1;
        return TRUE;
      }
  return FALSE;
}

char *
mime_next_field (MimeSlice *rest, const char *name)
{
  MimeSlice line, next;
  g_autoptr (GString) value = NULL;
  g_autofree char *valid = NULL;

  if (!find_field (rest, name, &line))
    return NULL;
  value = g_string_new_len (line.start, (gssize) MIN (line.length, MIME_MAX_FIELD));
  for (next = *rest;
       mime_next_line (&next, &line) && is_folded (line) && value->len < MIME_MAX_FIELD;
       *rest = next)
    g_string_append_len (value, line.start, (gssize) MIN (line.length, MIME_MAX_FIELD));
  valid = g_utf8_make_valid (value->str, (gssize) value->len);
  g_strstrip (valid);
  return encoded_words_decode (valid);
}

char *
mime_field (MimeSlice header, const char *name)
{
  return mime_next_field (&header, name);
}

/* The quoted string or token at @text. */
static char *
read_value (const char *text)
{
  GString *value;

  if (*text != '"')
    return g_strndup (text, strcspn (text, "; \t"));
  value = g_string_new (NULL);
  for (text++; *text != '\0' && *text != '"'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      g_string_append_c (value, *text);
    }
  return g_string_free (value, FALSE);
}

char *
mime_parameter (const char *value, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strchr (value, ';'); at != NULL; at = strchr (at, ';'))
    {
      at += 1 + strspn (at + 1, " \t");
      if (g_ascii_strncasecmp (at, name, length) == 0)
        {
          const char *sign = at + length + strspn (at + length, " \t");
          if (*sign == '=')
            return read_value (sign + 1 + strspn (sign + 1, " \t"));
        }
    }
  return NULL;
}
