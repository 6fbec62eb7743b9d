/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "wire/message_json.h"
#include "wire/request.h"

#define MAX_ADDRESS 10000
#define MAX_CODE 64
#define MAX_CODES 1000
#define MAX_DEADLINE_MS 60000
#define MAX_LEARNED 100000
#define MAX_MESSAGE_ID 1000
#define MAX_SHOWN 10000
#define MAX_VERSION 100

/* Reads what a type has beside id and type; the caller finishes the reader. FALSE: an error that
 * the reader does not know of is set. */
typedef gboolean RequestReader (Request *request, JsonReader *reader, GError **error);

/* Appends the strings of an array to request->strings. */
static gboolean
read_strings (Request *request, const cJSON *array, const char *name, gsize min, gsize max,
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

/* finding.schema.json: a class, then lower-case letters, digits and underscores. Codes that this
 * host does not know are those of a newer extension or an older store. */
static gboolean
is_code (const char *string)
{
  static const char *const classes[] = { "format_", "recipient_", "status_", "policy_", "sender_" };

  if (strlen (string) > MAX_CODE
      || strspn (string, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (string))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (string, classes[i]) && string[strlen (classes[i])] != '\0')
      return TRUE;
  return FALSE;
}

static gboolean
check_code (const char *string, const JsonPlace *place, GError **error)
{
  if (is_code (string))
    return TRUE;
  json_place_error (place, error, LASTMILE_ERROR_field_value, "must be a finding's code");
  return FALSE;
}

static gboolean
read_hello (Request *request, JsonReader *reader, GError **error)
{
  json_reader_integer (reader, "protocol", JSON_REQUIRED, 1, REQUEST_MAX_ID, 0);
  json_reader_string (reader, "extension", JSON_OPTIONAL, 0, MAX_VERSION);
  request->managed = json_reader_object (reader, "managed", JSON_OPTIONAL);
  return TRUE;
}

static gboolean
read_check (Request *request, JsonReader *reader, GError **error)
{
  static const char *const reasons[] = { "compose", "demand", "send", NULL };
  static const JsonPlace place = { NULL, "message", 0 };
  const cJSON *message = json_reader_object (reader, "message", JSON_REQUIRED);

  request->deadline_ms
      = (gint) json_reader_integer (reader, "deadline_ms", JSON_OPTIONAL, 0, MAX_DEADLINE_MS, -1);
  json_reader_choice (reader, "reason", JSON_OPTIONAL, reasons,
                      0); /* for the log of frames; nothing hangs on it yet */
  if (!json_reader_finish (reader))
    return TRUE;
  request->message = message_from_json (message, &place, error);
  return request->message != NULL;
}

static gboolean
read_cancel (Request *request, JsonReader *reader, GError **error)
{
  request->target = json_reader_integer (reader, "target", JSON_REQUIRED, 0, REQUEST_MAX_ID, 0);
  return TRUE;
}

static gboolean
read_dismiss (Request *request, JsonReader *reader, GError **error)
{
  JsonPlace list = { NULL, "codes", 0 };
  const cJSON *codes;

  request->address = json_reader_string (reader, "address", JSON_REQUIRED, 1, MAX_ADDRESS);
  codes = json_reader_array (reader, "codes", JSON_REQUIRED, 1, MAX_CODES);
  request->undo = json_reader_boolean (reader, "undo", JSON_OPTIONAL, FALSE);
  if (!json_reader_finish (reader))
    return TRUE;
  if (!read_strings (request, codes, "codes", 0, MAX_CODE, error))
    return FALSE;
  for (guint i = 0; i < request->strings->len; i++)
    {
      JsonPlace place = { &list, NULL, i };
      if (!check_code (g_ptr_array_index (request->strings, i), &place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_shown (Request *request, const cJSON *json, const JsonPlace *place, GError **error)
{
  static const char *const severities[] = { "info", "notice", "warning", "block", NULL };
  ShownFinding shown;
  JsonReader reader;
  int severity;

  json_reader_init (&reader, json, place, error);
  shown.code = json_reader_string (&reader, "code", JSON_REQUIRED, 0, MAX_CODE);
  shown.address = json_reader_string (&reader, "address", JSON_OPTIONAL, 1, MAX_ADDRESS);
  severity = json_reader_choice (&reader, "severity", JSON_OPTIONAL, severities, -1);
  shown.severity = severity < 0 ? NULL : severities[severity];
  shown.suggestion = json_reader_string (&reader, "suggestion", JSON_OPTIONAL, 0, MAX_ADDRESS);
  if (!json_reader_finish (&reader))
    return FALSE;
  g_array_append_val (request->shown, shown);
  return check_code (shown.code, &(JsonPlace){ place, "code", 0 }, error);
}

static gboolean
read_chosen (Request *request, JsonReader *reader, GError **error)
{
  static const char *const choices[] = { "sent_anyway", "went_back", "mended",      "blocked",
                                         "monitored",   "closed",    "not_checked", NULL };
  JsonPlace list = { NULL, "shown", 0 };
  JsonPlace place = { &list, NULL, 0 };
  int choice = json_reader_choice (reader, "choice", JSON_REQUIRED, choices, 0);
  const cJSON *shown = json_reader_array (reader, "shown", JSON_REQUIRED, 0, MAX_SHOWN);
  const cJSON *element;

  if (!json_reader_finish (reader))
    return TRUE;
  request->choice = choices[choice];
  request->shown = g_array_new (FALSE, FALSE, sizeof (ShownFinding));
  cJSON_ArrayForEach (element, shown)
  {
    if (!read_shown (request, element, &place, error))
      return FALSE;
    place.index++;
  }
  return TRUE;
}

static gboolean
read_sent (Request *request, JsonReader *reader, GError **error)
{
  const cJSON *recipients
      = json_reader_array (reader, "recipients", JSON_REQUIRED, 0, JSON_MAX_RECIPIENTS);

  request->message_id = json_reader_string (reader, "message_id", JSON_OPTIONAL, 0, MAX_MESSAGE_ID);
  return !json_reader_finish (reader)
         || read_strings (request, recipients, "recipients", 0, JSON_MAX_RECIPIENT_LENGTH, error);
}

static gboolean
read_learn (Request *request, JsonReader *reader, GError **error)
{
  const cJSON *addresses = json_reader_array (reader, "addresses", JSON_REQUIRED, 0, MAX_LEARNED);

  return !json_reader_finish (reader)
         || read_strings (request, addresses, "addresses", 1, MAX_ADDRESS, error);
}

static gboolean
read_settings (Request *request, JsonReader *reader, GError **error)
{
  request->settings = json_reader_object (reader, "settings", JSON_REQUIRED);
  return TRUE;
}

static gboolean
read_status (Request *request, JsonReader *reader, GError **error)
{
  return TRUE;
}

static gboolean
read_dismissals (Request *request, JsonReader *reader, GError **error)
{
  return TRUE;
}

static const struct
{
  const char *name;
  RequestReader *read;
} rows[N_REQUESTS] = {
#define REQUEST(name) { #name, read_##name },
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
  if (request->strings != NULL)
    g_ptr_array_unref (request->strings);
  if (request->shown != NULL)
    g_array_unref (request->shown);
  cJSON_Delete (request->json);
  g_free (request);
}
