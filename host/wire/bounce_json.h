/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/bounce.h"
#include "wire/json.h"

/* Failed recipients on the wire, after bounce.schema.json. */

#define BOUNCES_MAX_TEXT ((gsize) 960 * 1024) /* octets: a list that a reply has room for */

/* Adds what @bounce says to @object. */
void bounce_add_to_json (cJSON *object, const Bounce *bounce);

/* The array of @bounces (Bounce), the first of them that have room in @max octets. Free with
 * g_free (). */
char *bounces_print (const GPtrArray *bounces, gsize max);

/* Of what bounces_print () wrote, if it did: nothing is taken that is not of its form. NULL
 * otherwise; a GPtrArray of Bounce, which owns them and has one at least. */
GPtrArray *bounces_parse (const char *text, gsize length);
