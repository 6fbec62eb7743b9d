/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "wire/message_json.h"
#include "wire/request_inside.h"

#define MAX_DEADLINE_MS 60000
#define MAX_VERSION 100
/* Among the reasons of a check. */
#define DEMAND 1
#define SEND 2

gboolean
request_read_strings (Request *request, const cJSON *array, const char *name, gsize min, gsize max,
                      GError **error)
{
  JsonPlace list = { NULL, name, 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  request->strings = g_ptr_array_new ();
  cJSON_ArrayForEach (element, array)
  {
    const char *string = json_element_string (element, &place, min, max, error);
    if (string == NULL)
      return FALSE;
    g_ptr_array_add (request->strings, (char *) string);
    place.index++;
  }
  return TRUE;
}

gboolean
request_read_hello (Request *request, JsonReader *reader, GError **error)
{
  json_reader_integer (reader, "protocol", JSON_REQUIRED, 1, REQUEST_MAX_ID, 0);
  json_reader_string (reader, "extension", JSON_OPTIONAL, 0, MAX_VERSION);
  request->managed = json_reader_object (reader, "managed", JSON_OPTIONAL);
  return TRUE;
}

gboolean
request_read_check (Request *request, JsonReader *reader, GError **error)
{
  static const char *const reasons[] = { "compose", "demand", "send", NULL };
  static const JsonPlace place = { NULL, "message", 0 };
  const cJSON *message = json_reader_object (reader, "message", JSON_REQUIRED);
  gint reason;

  request->deadline_ms
      = (gint) json_reader_integer (reader, "deadline_ms", JSON_OPTIONAL, 0, MAX_DEADLINE_MS, -1);
  reason = json_reader_choice (reader, "reason", JSON_OPTIONAL, reasons, 0);
  request->asked = reason == DEMAND;
  request->sending = reason == SEND;
  if (!json_reader_finish (reader))
    return TRUE;
  request->message = message_from_json (message, &place, error);
  return request->message != NULL;
}

gboolean
request_read_cancel (Request *request, JsonReader *reader, GError **error)
{
  request->target = json_reader_integer (reader, "target", JSON_REQUIRED, 0, REQUEST_MAX_ID, 0);
  return TRUE;
}

gboolean
request_read_settings (Request *request, JsonReader *reader, GError **error)
{
  request->settings = json_reader_object (reader, "settings", JSON_REQUIRED);
  return TRUE;
}

gboolean
request_read_status (Request *request, JsonReader *reader, GError **error)
{
  return TRUE;
}

static const struct
{
  const char *name;
  RequestReader *read;
} rows[N_REQUESTS] = {
#define REQUEST(name) { #name, request_read_##name },
#include "wire/request.def"
#undef REQUEST
};

const char *
request_type_name (RequestType type)
{
  return rows[type].name;
}

/* The row of the request's type, or N_REQUESTS. */
static RequestType
find_type (const char *name)
{
  RequestType type = 0;

  while (type < N_REQUESTS && !g_str_equal (rows[type].name, name))
    type++;
  return type;
}

static gboolean
request_read_members (Request *request, GError **error)
{
  static const JsonPlace place = { NULL, "type", 0 };
  JsonReader reader;
  const char *type;

  json_reader_init (&reader, request->json, NULL, error);
  request->id
      = json_reader_integer (&reader, "id", JSON_REQUIRED, 0, REQUEST_MAX_ID, REQUEST_NO_ID);
  type = json_reader_string (&reader, "type", JSON_REQUIRED, 0, G_MAXINT);
  if (reader.failed)
    return FALSE;
  request->type = find_type (type);
  if (request->type == N_REQUESTS)
    {
      json_place_error (&place, error, LASTMILE_ERROR_request_unknown,
                        "is no request that this host knows");
      return FALSE;
    }
  return rows[request->type].read (request, &reader, error) && !reader.failed
         && json_reader_finish (&reader);
}

Request *
request_read (const char *bytes, gsize length, gint64 *ret_id, GError **error)
{
  g_autoptr (Request) request = g_new0 (Request, 1);

  *ret_id = REQUEST_NO_ID;
  request->deadline_ms = -1;
  request->json = json_parse (bytes, length, error);
  if (request->json == NULL)
    return NULL;
  if (request_read_members (request, error))
    return g_steal_pointer (&request);
  *ret_id = request->id;
  return NULL;
}

void
request_free (Request *request)
{
  if (request == NULL)
    return;
  message_free (request->message);
  if (request->part_free != NULL)
    request->part_free (request->part);
  if (request->strings != NULL)
    g_ptr_array_unref (request->strings);
  if (request->shown != NULL)
    g_array_unref (request->shown);
  cJSON_Delete (request->json);
  g_free (request);
}
