/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "wire/request.h"

/* For the request_*.c files alone: the readers of the requests, and what they share. */

/* Reads what a type has beside id and type; the caller finishes the reader. FALSE: an error that
 * the reader does not know of is set. */
typedef gboolean RequestReader (Request *request, JsonReader *reader, GError **error);

#define REQUEST(name) RequestReader request_read_##name;
#include "wire/request.def"
#undef REQUEST

#define REQUEST_MAX_ADDRESS 10000
#define REQUEST_MAX_CODE 64
#define REQUEST_MAX_MESSAGE_ID 1000

/* Appends the strings of @array, the member @name, to request->strings. */
gboolean request_read_strings (Request *request, const cJSON *array, const char *name, gsize min,
                               gsize max, GError **error);
