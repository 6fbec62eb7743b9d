/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce_notice.h"

/* Whom the mail did not reach, where the prose of a bounce names nobody in so many words: to whom
 * the mail that came back was addressed; who is written into the address to which it came back
 * ("offers+bob=weber.example@a.example", as mailing programs do); a name of the server's own users,
 * told without its domain ("userx (user not found)"); the first address that is neither sender's
 * nor receiver's. NULL if there is none of these. @own: the text of the bounce's From and To field,
 * in small letters. Free with g_free (). */
char *bounce_guess_recipient (const MimePart *message, const BounceNotice *notice, const char *own);
