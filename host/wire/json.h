/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include <cjson/cJSON.h>
#include "wire/error.h"
#include "wire/json_strict.h"

/* Typed reading of JSON. What a reader does not ask for is an unknown key and an error, so a reader
 * and its schema say the same thing. The first fault wins; after it reads give their fallbacks, so
 * that a reader is a list of reads with one test at its end:
 *
 *   JsonReader reader;
 *   json_reader_init (&reader, json, NULL, error);
 *   name = json_reader_string (&reader, "name", JSON_REQUIRED, 1, 100);
 *   limit = json_reader_integer (&reader, "limit", JSON_OPTIONAL, 1, 1000, 10);
 *   if (!json_reader_finish (&reader))
 *     return NULL;
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cJSON, cJSON_Delete)

/* Validates (json_strict_check (), JSON_MAX_DEPTH) and parses. NULL and a LASTMILE_ERROR on
 * failure; free with cJSON_Delete (). */
cJSON *json_parse (const char *bytes, gsize length, GError **error);

/* The text of @json without blanks. Free with g_free (). */
char *json_print (const cJSON *json);

/* Adds a string member; what is not valid UTF-8 is replaced, since the reader at the other end
 * would drop the whole frame. */
void json_add_string (cJSON *object, const char *name, const char *value);

/* The same as an element of an array. */
void json_append_string (cJSON *array, const char *value);

/* Where a value stands in its document, kept on the stack while readers nest; its text is made only
 * for an error. */
typedef struct JsonPlace JsonPlace;
struct JsonPlace
{
  const JsonPlace *parent; /* (nullable) (borrowed) */
  const char *key;         /* (nullable) (borrowed) NULL: an element of an array */
  guint index;
};

/* "message.to[2]"; "" for the top (NULL). Free with g_free (). */
char *json_place_path (const JsonPlace *place);

/* Sets an error at the place: its field, and "field: what is wrong" as its message. */
void json_place_error (const JsonPlace *place, GError **error, LastmileErrorCode code,
                       const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Takes over @error and returns one that says the same of this place, unless it names one of its own. */
GError *json_place_own (const JsonPlace *place, GError *error);

typedef enum
{
  JSON_OPTIONAL,
  JSON_REQUIRED,
} JsonNeed;

#define JSON_MAX_MEMBERS 24 /* keys one reader can ask for */

typedef struct
{
  const cJSON *json;
  const JsonPlace *place; /* (nullable) */
  GError **error;
  gboolean failed;
  const char *known[JSON_MAX_MEMBERS];
  guint n_known;
} JsonReader;

/* @json is an object (an error if not), @place its place (NULL: the top). All are borrowed until
 * json_reader_finish (). @error may be NULL. */
void json_reader_init (JsonReader *reader, const cJSON *json, const JsonPlace *place,
                       GError **error);

/* FALSE if anything was wrong: @error is set. */
gboolean json_reader_finish (JsonReader *reader);

/* A string of @min to @max code points, borrowed from the document; NULL if absent (or wrong). */
const char *json_reader_string (JsonReader *reader, const char *name, JsonNeed need, gsize min,
                                gsize max);

/* A whole number from @min to @max, which are within 2^53. */
gint64 json_reader_integer (JsonReader *reader, const char *name, JsonNeed need, gint64 min,
                            gint64 max, gint64 fallback);

gboolean json_reader_boolean (JsonReader *reader, const char *name, JsonNeed need,
                              gboolean fallback);

/* Adds seconds since 1970 as a moment (RFC 3339); 0 is left out. */
void json_add_time (cJSON *object, const char *name, gint64 seconds);

/* An optional moment (RFC 3339) as seconds since 1970; 0 if it is absent. */
gint64 json_reader_time (JsonReader *reader, const char *name);

/* The place of the string in @names (NULL-terminated), or @fallback. */
int json_reader_choice (JsonReader *reader, const char *name, JsonNeed need,
                        const char *const *names, int fallback);

/* An array of @min to @max elements, borrowed; NULL if absent. Walk it with cJSON_ArrayForEach. */
const cJSON *json_reader_array (JsonReader *reader, const char *name, JsonNeed need, guint min,
                                guint max);

/* An object, borrowed; NULL if absent. */
const cJSON *json_reader_object (JsonReader *reader, const char *name, JsonNeed need);

/* A member of any type, borrowed; NULL if absent. */
const cJSON *json_reader_any (JsonReader *reader, const char *name, JsonNeed need);

/* The string of an element, as json_reader_string (); NULL and an error if it is none. */
const char *json_element_string (const cJSON *element, const JsonPlace *place, gsize min, gsize max,
                                 GError **error);
