/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <stdio.h>
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

/* @fd stays the caller's. Where the next line has yet to come (a terminal, a pipe), @out (nullable)
 * is flushed first, so that whoever writes the lines sees the answers to those before. */
LineReader *line_reader_new (int fd, FILE *out);
void line_reader_free (LineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineReader, line_reader_free)

/* *ret_line is borrowed until the next call, and followed by a NUL that is not part of it. */
LineState line_reader_next (LineReader *reader, char **ret_line, gsize *ret_length);
