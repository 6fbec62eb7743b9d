/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "wire/json.h"
#include "wire/json_token.h"

#define MAX_TIME 40 /* characters */

cJSON *
json_parse (const char *bytes, gsize length, GError **error)
{
  cJSON *json;

  if (!json_strict_check (bytes, length, JSON_MAX_DEPTH, error))
    return NULL;
  json = cJSON_ParseWithLength (bytes, length);
  if (json == NULL) /* cJSON has limits of its own, as on the digits of a number */
    lastmile_error_set (error, LASTMILE_ERROR_json_syntax, NULL, "the parser refused the text");
  return json;
}

char *
json_print (const cJSON *json)
{
  char *printed = cJSON_PrintUnformatted (json);
  char *text = g_strdup (printed);

  cJSON_free (printed);
  return text;
}

static cJSON *
make_string (const char *value)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate (value, -1, NULL))
    return cJSON_CreateString (value);
  valid = g_utf8_make_valid (value, -1);
  return cJSON_CreateString (valid);
}

void
json_add_string (cJSON *object, const char *name, const char *value)
{
  cJSON_AddItemToObject (object, name, make_string (value));
}

void
json_append_string (cJSON *array, const char *value)
{
  cJSON_AddItemToArray (array, make_string (value));
}

/* --- Places --- */

static void
place_append (const JsonPlace *place, GString *path)
{
  if (place == NULL)
    return;
  place_append (place->parent, path);
  if (place->key == NULL)
    g_string_append_printf (path, "[%u]", place->index);
  else
    json_path_add_key (path, place->key);
}

char *
json_place_path (const JsonPlace *place)
{
  GString *path = g_string_new (NULL);
  place_append (place, path);
  return g_string_free (path, FALSE);
}

static void
place_error_valist (const JsonPlace *place, GError **error, LastmileErrorCode code,
                    const char *format, va_list arguments)
{
  g_autofree char *path = json_place_path (place);
  g_autofree char *said = g_strdup_vprintf (format, arguments);
  ErrorPlace at = { .field = path };

  lastmile_error_set (error, code, &at, "%s: %s", path[0] != '\0' ? path : "the whole text", said);
}

void
json_place_error (const JsonPlace *place, GError **error, LastmileErrorCode code,
                  const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  place_error_valist (place, error, code, format, arguments);
  va_end (arguments);
}

GError *
json_place_own (const JsonPlace *place, GError *error)
{
  GError *own = NULL;

  if (error->domain != LASTMILE_ERROR || lastmile_error_place (error)->field != NULL)
    return error;
  json_place_error (place, &own, (LastmileErrorCode) error->code, "%s", error->message);
  g_error_free (error);
  return own;
}

/* --- Values --- */

static gboolean
check_string (const cJSON *json, const JsonPlace *place, gsize min, gsize max, GError **error)
{
  gsize length;

  if (!cJSON_IsString (json))
    {
      json_place_error (place, error, LASTMILE_ERROR_field_type, "must be a string");
      return FALSE;
    }
  length = strlen (json->valuestring);
  if (length >= min && length <= max && min <= 1)
    return TRUE;
  length = (gsize) g_utf8_strlen (json->valuestring, -1);
  if (length < min)
    json_place_error (place, error, LASTMILE_ERROR_field_length,
                      "must have %" G_GSIZE_FORMAT " characters at least", min);
  else if (length > max)
    json_place_error (place, error, LASTMILE_ERROR_field_length,
                      "must have %" G_GSIZE_FORMAT " characters at most", max);
  return length >= min && length <= max;
}

const char *
json_element_string (const cJSON *element, const JsonPlace *place, gsize min, gsize max,
                     GError **error)
{
  return check_string (element, place, min, max, error) ? element->valuestring : NULL;
}

/* --- Objects --- */

void
json_reader_init (JsonReader *reader, const cJSON *json, const JsonPlace *place, GError **error)
{
  *reader = (JsonReader){ .json = json, .place = place, .error = error };
  if (cJSON_IsObject (json))
    return;
  reader->failed = TRUE;
  json_place_error (place, error, LASTMILE_ERROR_field_type, "must be an object");
}

static void G_GNUC_PRINTF (4, 5) reader_fail (JsonReader *reader, const char *name,
                                              LastmileErrorCode code, const char *format, ...)
{
  JsonPlace place = { reader->place, name, 0 };
  va_list arguments;

  reader->failed = TRUE;
  va_start (arguments, format);
  place_error_valist (&place, reader->error, code, format, arguments);
  va_end (arguments);
}

const cJSON *
json_reader_any (JsonReader *reader, const char *name, JsonNeed need)
{
  const cJSON *member;

  g_assert (reader->n_known < JSON_MAX_MEMBERS);
  reader->known[reader->n_known++] = name;
  if (reader->failed)
    return NULL;
  member = cJSON_GetObjectItemCaseSensitive (reader->json, name);
  if (member == NULL && need == JSON_REQUIRED)
    reader_fail (reader, name, LASTMILE_ERROR_field_missing, "is required");
  return member;
}

const char *
json_reader_string (JsonReader *reader, const char *name, JsonNeed need, gsize min, gsize max)
{
  const cJSON *member = json_reader_any (reader, name, need);
  JsonPlace place = { reader->place, name, 0 };

  if (member == NULL)
    return NULL;
  if (check_string (member, &place, min, max, reader->error))
    return member->valuestring;
  reader->failed = TRUE;
  return NULL;
}

gint64
json_reader_integer (JsonReader *reader, const char *name, JsonNeed need, gint64 min, gint64 max,
                     gint64 fallback)
{
  const cJSON *member = json_reader_any (reader, name, need);

  if (member == NULL)
    return fallback;
  if (!cJSON_IsNumber (member) || member->valuedouble != floor (member->valuedouble))
    {
      reader_fail (reader, name, LASTMILE_ERROR_field_type, "must be a whole number");
      return fallback;
    }
  if (member->valuedouble >= (double) min && member->valuedouble <= (double) max)
    return (gint64) member->valuedouble;
  reader_fail (reader, name, LASTMILE_ERROR_field_range,
               "must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);
  return fallback;
}

gboolean
json_reader_boolean (JsonReader *reader, const char *name, JsonNeed need, gboolean fallback)
{
  const cJSON *member = json_reader_any (reader, name, need);

  if (member == NULL)
    return fallback;
  if (cJSON_IsBool (member))
    return cJSON_IsTrue (member) ? TRUE : FALSE;
  reader_fail (reader, name, LASTMILE_ERROR_field_type, "must be true or false");
  return fallback;
}

void
json_add_time (cJSON *object, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  if (text != NULL)
    json_add_string (object, name, text);
}

gint64
json_reader_time (JsonReader *reader, const char *name)
{
  const char *text = json_reader_string (reader, name, JSON_OPTIONAL, 1, MAX_TIME);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (text != NULL && time == NULL && !reader->failed)
    {
      json_place_error (&(JsonPlace){ reader->place, name, 0 }, reader->error,
                        LASTMILE_ERROR_field_value, "must be a moment like 2026-11-25T08:00:00Z");
      reader->failed = TRUE;
    }
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

int
json_reader_choice (JsonReader *reader, const char *name, JsonNeed need, const char *const *names,
                    int fallback)
{
  const cJSON *member = json_reader_any (reader, name, need);
  g_autofree char *allowed = NULL;

  if (member == NULL)
    return fallback;
  if (!cJSON_IsString (member))
    {
      reader_fail (reader, name, LASTMILE_ERROR_field_type, "must be a string");
      return fallback;
    }
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], member->valuestring))
      return i;
  allowed = g_strjoinv (", ", (char **) names);
  reader_fail (reader, name, LASTMILE_ERROR_field_value, "must be one of %s", allowed);
  return fallback;
}

const cJSON *
json_reader_array (JsonReader *reader, const char *name, JsonNeed need, guint min, guint max)
{
  const cJSON *member = json_reader_any (reader, name, need);
  guint length;

  if (member == NULL)
    return NULL;
  if (!cJSON_IsArray (member))
    {
      reader_fail (reader, name, LASTMILE_ERROR_field_type, "must be an array");
      return NULL;
    }
  length = (guint) cJSON_GetArraySize (member);
  if (length >= min && length <= max)
    return member;
  reader_fail (reader, name, LASTMILE_ERROR_field_length, "must have %u to %u elements", min, max);
  return NULL;
}

const cJSON *
json_reader_object (JsonReader *reader, const char *name, JsonNeed need)
{
  const cJSON *member = json_reader_any (reader, name, need);

  if (member == NULL || cJSON_IsObject (member))
    return member;
  reader_fail (reader, name, LASTMILE_ERROR_field_type, "must be an object");
  return NULL;
}

static gboolean
reader_knows (const JsonReader *reader, const char *name)
{
  for (guint i = 0; i < reader->n_known; i++)
    if (g_str_equal (reader->known[i], name))
      return TRUE;
  return FALSE;
}

gboolean
json_reader_finish (JsonReader *reader)
{
  const cJSON *member;

  if (!reader->failed)
    cJSON_ArrayForEach (member,
                        reader->json) if (!reader->failed && !reader_knows (reader, member->string))
        reader_fail (reader, member->string, LASTMILE_ERROR_field_unknown, "is not a known key");
  return !reader->failed;
}
