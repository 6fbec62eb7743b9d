/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What stands where in a string of recipients, as places: nothing is judged and nothing copied.
 * Quoted strings, comments and angle brackets that have an end are looked over (RFC 5322 3.2.1
 * to 3.4); one without an end is an ordinary character. */

/* @length bytes of a text from @start. */
typedef struct
{
  const char *start;
  gsize length;
} AddressSpan;

/* One mailbox: RFC 5322 3.4, name-addr or addr-spec, with RFC 822's name in a comment behind the
 * address. */
typedef struct
{
  AddressSpan name;    /* the display name as written; length 0: none */
  AddressSpan address; /* what should be an addr-spec; brackets that fit nowhere are part of it */
} AddressMailbox;

AddressMailbox address_split_mailbox (const char *text, gsize length);

/* The mailboxes of a list or group (AddressSpan). A comma that parts no two mailboxes
 * ("company,com", "Doe, Jo <jo@x.com>") does not split. An empty group gives one span, the group
 * itself. Free with g_array_unref (). */
GArray *address_split_list (const char *text);

/* The display name that @span says: unquoted, encoded words decoded, blanks made single; NULL if it
 * says none. Free with g_free (). */
char *address_span_name (AddressSpan span);

/* Without blanks and ends of lines (ASCII) around it. */
AddressSpan address_span_trim (const char *start, gsize length);

/* The place behind the quoted string, comment or angle bracket that begins at @c, or NULL if it has
 * no end near by and before
 * @end. */
const char *address_skip_enclosed (const char *c, const char *end);
