/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* "v=DMARC1; p=none": the tag lists of DKIM (RFC 6376 3.2) and DMARC (RFC 9989 4.6). */

typedef struct
{
  const char *name; /* (borrowed from the text) without blanks around it */
  gsize name_length;
  const char *value; /* (borrowed from the text) without blanks around it */
  gsize value_length;
} Tag;

/* Where and why a record cannot be read. */
typedef struct
{
  gsize start; /* bytes into the record */
  gsize length;
  const char *what; /* (static) tag lists: "tag" (no name=value), "duplicate", "character"; the
                       record's own reader adds to these */
} TagFault;

/* Tag, in order; what is at fault is left out, and *ret_fault (what: NULL if there is none) is the
 * first such place. Nothing between two semicolons is no fault: nobody minds. Free with
 * g_array_unref (). */
GArray *tag_list_read (const char *text, gsize length, TagFault *ret_fault);

/* The tag of that name, compared without case as DMARC has it, or NULL. */
const Tag *tag_list_find (const GArray *tags, const char *name);

/* Whether the value is @word, without regard to case. */
gboolean tag_is (const Tag *tag, const char *word);

/* Sets @fault to @length bytes of @text from @place, unless it holds one already. */
void tag_fault_set (TagFault *fault, const char *text, const char *place, gsize length,
                    const char *what);
