/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* As much MIME (RFC 2045, 2046) as a delivery report needs. The bytes are a stranger's: nothing is
 * copied but what is asked for, and every step has a bound, so the work is linear in the length and
 * the memory is fixed. What is beyond a bound is left out; nothing is ever an error. */

#define MIME_MAX_BYTES (4 * 1024 * 1024) /* of a message that are looked at */
#define MIME_MAX_PARTS 64
#define MIME_MAX_DEPTH 8
#define MIME_MAX_FIELD 8192       /* octets of one header field */
#define MIME_MAX_TEXT (64 * 1024) /* octets of a part's decoded text */

typedef struct
{
  const char *start; /* (borrowed) not terminated */
  gsize length;
} MimeSlice;

typedef struct
{
  MimeSlice header;
  MimeSlice body; /* still encoded; of a multipart: all of it */
  char type[64];  /* lower case, "text/plain" where nothing is said */
  guint depth;    /* 0: the message itself */
} MimePart;

/* The message, then its parts in the order of reading, multiparts before what is in them. A
 * message within the message is one part. GArray of MimePart, never empty; it borrows @bytes. */
GArray *mime_parts (const char *bytes, gsize length);

/* Takes the header off the beginning of @text: what is left is the body. */
MimeSlice mime_take_header (MimeSlice *text);

/* The first field of that name, unfolded, its encoded words decoded, valid UTF-8; NULL if there is
 * none. Free with g_free (). */
char *mime_field (MimeSlice header, const char *name);

/* The same of what is left of a header; *rest is then behind that field. */
char *mime_next_field (MimeSlice *rest, const char *name);

/* A parameter of a field's value (RFC 2045 5.1), unquoted; NULL if it is not there. Free with
 * g_free (). */
char *mime_parameter (const char *value, const char *name);

/* The next line of *rest without its end, FALSE at the end of the text. */
gboolean mime_next_line (MimeSlice *rest, MimeSlice *ret_line);

/* The part's text: transfer encoding and charset decoded, markup taken out, valid UTF-8. Free with
 * g_free (). */
char *mime_part_text (const MimePart *part);

/* Loads what mime_part_text () reads charsets with, for a process that then opens no file any more.
 */
void mime_text_prepare (void);

/* The text of an HTML document, line breaks where a reader would see them. Free with g_free (). */
char *mime_html_text (const char *html);
