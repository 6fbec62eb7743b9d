/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"

/* Where @text holds several addresses that were pasted into one field ("a@x.com;b@y.com", "a@x.com
 * b@y.com"), gives them all, each repaired, joined by ", ", and appends their faults and what
 * stands between them to @faults; the first is read into
 * *@ret_first (free it). NULL, with nothing appended, if @text does not fall into two addresses or
 * more. Free with g_free (). */
char *address_several_read (const char *text, GArray *faults, Address **ret_first);
