/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Reads lines of any bytes from a descriptor, in memory of one size however long a line is. */

#define LINE_MAX_BYTES 40000 /* JSON_MAX_RECIPIENT_LENGTH code points of four bytes */

typedef enum
{
  LINE_END,      /* there is no more */
  LINE_WHOLE,    /* without its line end (LF or CR LF) */
  LINE_TOO_LONG, /* its first LINE_MAX_BYTES bytes; the rest has been skipped */
  LINE_FAILED,   /* the descriptor cannot be read; errno tells why */
} LineState;

typedef struct LineReader LineReader;

/* Called before the next line is waited for (at a terminal, a pipe), so that whoever writes the
 * lines can be given the answers to those before. */
typedef void LineReaderWaits (gpointer data);

/* @fd stays the caller's. @waits may be NULL. */
LineReader *line_reader_new (int fd, LineReaderWaits *waits, gpointer data);
void line_reader_free (LineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineReader, line_reader_free)

/* *ret_line is borrowed until the next call, and followed by a NUL that is not part of it. */
LineState line_reader_next (LineReader *reader, char **ret_line, gsize *ret_length);
