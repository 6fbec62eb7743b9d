/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* memmem () */
#include <string.h>
#include "mail/mime.h"

typedef struct
{
  GArray *parts;
  gsize budget; /* octets of multiparts that may still be searched: a bound on nesting for its own
                   sake */
} Reader;

/* --- Delimiters (RFC 2046 5.1.1) --- */

/* The next line of @text that begins with @delimiter, or NULL. */
static const char *
find_delimiter (const char *from, const char *end, const char *text, const char *delimiter)
{
  gsize length = strlen (delimiter);
  const char *found = from;

  while ((found = memmem (found, (gsize) (end - found), delimiter, length)) != NULL)
    {
      if (found == text || found[-1] == '\n' || found[-1] == '\r')
        return found;
      found += length;
    }
  return NULL;
}

/* A line of dashes alone is an ornament. */
static gboolean
may_be_delimiter (MimeSlice line)
{
  gsize dashes = 0;

  while (dashes < line.length && line.start[dashes] == '-')
    dashes++;
  return line.length > 8 && dashes >= 2 && dashes < line.length
         && memchr (line.start, ' ', line.length) == NULL;
}

#define MAX_PREAMBLE 4 /* lines that stand in front of the parts for readers without MIME */

/* Whether a body that nothing is said of is a multipart that has lost its Content-Type: it begins
 * with a delimiter and the header of a part. */
static gboolean
begins_with_part (MimeSlice body)
{
  MimeSlice line, before = { NULL, 0 };

  for (guint n_lines = 0; n_lines <= MAX_PREAMBLE && mime_next_line (&body, &line); before = line)
    if (line.length > 8 && g_ascii_strncasecmp (line.start, "content-", 8) == 0
        && may_be_delimiter (before))
      return TRUE;
    else
      n_lines += line.length > 0 && !may_be_delimiter (line);
  return FALSE;
}

/* Whether a part begins at @line with its "--" and the field in @next; then the length does not
 * matter. */
static gboolean
begins_part (MimeSlice line, MimeSlice next)
{
  return line.length > 2 && line.start[0] == '-' && line.start[1] == '-'
         && memchr (line.start, ' ', line.length) == NULL && next.length > 8
         && g_ascii_strncasecmp (next.start, "content-", 8) == 0;
}

/* What a damaged multipart seems to be split by: the first line in front of a part's header, else
 * the first that may be a delimiter. */
static char *
guess_delimiter (MimeSlice body)
{
  MimeSlice line, before = { NULL, 0 }, maybe = { NULL, 0 };

  for (; mime_next_line (&body, &line); before = line)
    if (before.length > 0 && begins_part (before, line))
      return g_strndup (before.start, MIN (before.length, 80));
    else if (maybe.length == 0 && may_be_delimiter (line))
      maybe = line;
  return maybe.length > 0 ? g_strndup (maybe.start, MIN (maybe.length, 80)) : NULL;
}

static char *
delimiter_of (const MimePart *part)
{
  g_autofree char *type = mime_field (part->header, "content-type");
  g_autofree char *boundary = type != NULL ? mime_parameter (type, "boundary") : NULL;
  g_autofree char *said
      = boundary != NULL && *boundary != '\0' ? g_strconcat ("--", boundary, NULL) : NULL;
  const char *text = part->body.start;

  if (said != NULL && find_delimiter (text, text + part->body.length, text, said) != NULL)
    return g_steal_pointer (&said);
  return guess_delimiter (part->body);
}

/* --- Parts --- */

static void
read_type (MimePart *part)
{
  g_autofree char *field = mime_field (part->header, "content-type");
  const char *type = field != NULL ? field + strspn (field, " ") : "";
  gsize length = strcspn (type, "; \t");

  if (memchr (type, '/', length) == NULL)
    {
      gboolean lost = part->depth == 0 && begins_with_part (part->body);
      g_strlcpy (part->type, lost ? "multipart/mixed" : "text/plain", sizeof part->type);
      return;
    }
  length = MIN (length, sizeof part->type - 1);
  for (gsize i = 0; i < length; i++)
    part->type[i] = g_ascii_tolower (type[i]);
  part->type[length] = '\0';
}

static void read_part (Reader *reader, MimeSlice text, guint depth);

/* What stands between two delimiters; the line break before the second belongs to it. */
static void
read_between (Reader *reader, const char *start, const char *end, guint depth)
{
  const char *line_end = memchr (start, '\n', (gsize) (end - start));
  MimeSlice text;

  if (line_end == NULL)
    return;
  text.start = line_end + 1;
  text.length = (gsize) (end - text.start);
  read_part (reader, text, depth);
}

/* A multipart that has lost its delimiters is one text. */
static void
read_undivided (Reader *reader, const MimePart *multipart)
{
  MimePart part = { .depth = multipart->depth + 1, .type = "text/plain" };

  part.header.start = multipart->body.start;
  part.body = multipart->body;
  g_array_append_val (reader->parts, part);
}

static void
read_multipart (Reader *reader, MimePart multipart)
{
  g_autofree char *delimiter = NULL;
  const char *text = multipart.body.start, *end = text + multipart.body.length, *at;

  if (multipart.depth >= MIME_MAX_DEPTH || reader->budget < multipart.body.length)
    return;
  reader->budget -= multipart.body.length;
  delimiter = delimiter_of (&multipart);
  at = delimiter != NULL ? find_delimiter (text, end, text, delimiter) : NULL;
  if (at == NULL)
    read_undivided (reader, &multipart);
  while (at != NULL && reader->parts->len < MIME_MAX_PARTS)
    {
      const char *behind = at + strlen (delimiter);
      const char *next = find_delimiter (behind, end, text, delimiter);

      if (end - behind >= 2 && behind[0] == '-' && behind[1] == '-')
        return;
      read_between (reader, behind, next != NULL ? next : end, multipart.depth + 1);
      at = next;
    }
}

static void
read_part (Reader *reader, MimeSlice text, guint depth)
{
  MimePart part = { .depth = depth };

  part.header = mime_take_header (&text);
  part.body = text;
  read_type (&part);
  g_array_append_val (reader->parts, part);
  if (g_str_has_prefix (part.type, "multipart/"))
    read_multipart (reader, part);
}

GArray *
mime_parts (const char *bytes, gsize length)
{
  MimeSlice text = { bytes, MIN (length, MIME_MAX_BYTES) };
  Reader reader = { g_array_new (FALSE, FALSE, sizeof (MimePart)), 3 * MIME_MAX_BYTES };

  while (text.length > 0 && g_ascii_isspace (*text.start))
    {
      text.start++;
      text.length--;
    }
  read_part (&reader, text, 0);
  return reader.parts;
}
