/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include "cli/line_reader.h"

#define BUFFER_BYTES (256 * 1024)

struct LineReader
{
  int fd;
  LineReaderWaits *waits; /* (nullable) */
  gpointer data;
  gboolean ended;
  gsize start; /* of what has not been given out yet */
  gsize end;
  char buffer[BUFFER_BYTES + 1]; /* room for the NUL of a last line without line end */
};

G_STATIC_ASSERT (BUFFER_BYTES > 2 * LINE_MAX_BYTES);

LineReader *
line_reader_new (int fd, LineReaderWaits *waits, gpointer data)
{
  LineReader *reader = g_malloc (sizeof *reader);

  reader->fd = fd;
  reader->waits = waits;
  reader->data = data;
  reader->ended = FALSE;
  reader->start = reader->end = 0;
  return reader;
}

void
line_reader_free (LineReader *reader)
{
  g_free (reader);
}

static void
tell_before_waiting (LineReader *reader)
{
  struct pollfd ready = { .fd = reader->fd, .events = POLLIN };

  if (reader->waits != NULL && poll (&ready, 1, 0) == 0)
    reader->waits (reader->data);
}

/* FALSE if it failed; at the end of the input, ended is set. */
static gboolean
line_reader_fill (LineReader *reader)
{
  ssize_t got;

  memmove (reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
  reader->end -= reader->start;
  reader->start = 0;
  tell_before_waiting (reader);
  do
    got = read (reader->fd, reader->buffer + reader->end, BUFFER_BYTES - reader->end);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return FALSE;
  reader->ended = got == 0;
  reader->end += (gsize) got;
  return TRUE;
}

static char *
find_line_end (const LineReader *reader, gsize from)
{
  return memchr (reader->buffer + reader->start + from, '\n', reader->end - reader->start - from);
}

/* Forgets all up to and including the next line end. */
static gboolean
skip_line (LineReader *reader)
{
  char *newline;

  while ((newline = find_line_end (reader, 0)) == NULL && !reader->ended)
    {
      reader->start = reader->end;
      if (!line_reader_fill (reader))
        return FALSE;
    }
  reader->start = newline != NULL ? (gsize) (newline + 1 - reader->buffer) : reader->end;
  return TRUE;
}

/* The line is too long: its head is moved to the front of the buffer, out of the way of the bytes
 * to be skipped. */
static LineState
give_head (LineReader *reader, char **ret_line, gsize *ret_length)
{
  static char head[LINE_MAX_BYTES + 1];

  memcpy (head, reader->buffer + reader->start, LINE_MAX_BYTES);
  if (!skip_line (reader))
    return LINE_FAILED;
  *ret_line = head;
  *ret_length = LINE_MAX_BYTES;
  return LINE_TOO_LONG;
}

LineState
line_reader_next (LineReader *reader, char **ret_line, gsize *ret_length)
{
  char *newline = find_line_end (reader, 0);
  gsize length;

  while (newline == NULL && !reader->ended && reader->end - reader->start <= LINE_MAX_BYTES)
    {
      gsize known = reader->end - reader->start;
      if (!line_reader_fill (reader))
        return LINE_FAILED;
      newline = find_line_end (reader, known);
    }
  if (newline == NULL && reader->start == reader->end)
    return LINE_END;
  length = newline != NULL ? (gsize) (newline - reader->buffer) - reader->start
                           : reader->end - reader->start;
  if (length > LINE_MAX_BYTES + 1) /* a CR may still come off */
    return give_head (reader, ret_line, ret_length);
  *ret_line = reader->buffer + reader->start;
  reader->start += length + (newline != NULL);
  if (length > 0 && (*ret_line)[length - 1] == '\r')
    length--;
  (*ret_line)[length] = '\0';
  *ret_length = length;
  return LINE_WHOLE;
}
