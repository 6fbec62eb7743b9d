/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mime.h"

/* The prose of a bounce: what the server writes, without the mail that came back. */

typedef struct
{
  char *text;     /* (not nullable) */
  char *returned; /* (nullable) the header of the mail that came back, if it is repeated */
} BounceNotice;

/* @parts as of mime_parts (). Free with bounce_notice_free (). */
BounceNotice *bounce_notice_read (const GArray *parts);
void bounce_notice_free (BounceNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceNotice, bounce_notice_free)

/* The header of the mail that came back, where it is a part of its own; FALSE if it is none. */
gboolean bounce_notice_find_returned (const GArray *parts, MimeSlice *ret_header);

gboolean bounce_notice_is_blank (const BounceNotice *notice);

/* An address in the prose, and what is said about it. */
typedef struct
{
  char *address;
  char *original; /* (nullable) the alias that it was expanded from */
  char *said;     /* from its line to the next address's */
} NoticeRecipient;

/* Who the prose says that the mail did not reach: GPtrArray of NoticeRecipient, which owns them, at
 * most @max. Addresses of @own (nullable: the text of a From and To field) are nobody's it failed
 * at. */
GPtrArray *bounce_notice_recipients (const char *text, const char *own, guint max);

/* The first address in @text; NULL if there is none. Free with g_free (). */
char *bounce_notice_first_address (const char *text);

/* The first that is no server's and none of @own, which is in small letters. */
char *bounce_notice_foreign_address (const char *text, const char *own);
