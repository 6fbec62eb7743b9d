/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/message_json.h"
#include "wire/request_inside.h"
#include "wire/request_journal.h"

#define MAX_CODES 1000
#define MAX_LEARNED 100000
#define MAX_SHOWN 10000

/* finding.schema.json: a class, then lower-case letters, digits and underscores. Codes that this
 * host does not know are those of a newer extension or an older store. */
static gboolean
is_code (const char *string)
{
  static const char *const classes[] = { "format_", "recipient_", "status_", "policy_", "sender_" };

  if (strlen (string) > REQUEST_MAX_CODE
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

gboolean
request_read_dismiss (Request *request, JsonReader *reader, GError **error)
{
  JsonPlace list = { NULL, "codes", 0 };
  const cJSON *codes;

  request->address = json_reader_string (reader, "address", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  codes = json_reader_array (reader, "codes", JSON_REQUIRED, 1, MAX_CODES);
  request->undo = json_reader_boolean (reader, "undo", JSON_OPTIONAL, FALSE);
  if (!json_reader_finish (reader))
    return TRUE;
  if (!request_read_strings (request, codes, "codes", 0, REQUEST_MAX_CODE, error))
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
  shown.code = json_reader_string (&reader, "code", JSON_REQUIRED, 0, REQUEST_MAX_CODE);
  shown.address = json_reader_string (&reader, "address", JSON_OPTIONAL, 1, REQUEST_MAX_ADDRESS);
  severity = json_reader_choice (&reader, "severity", JSON_OPTIONAL, severities, -1);
  shown.severity = severity < 0 ? NULL : severities[severity];
  shown.suggestion
      = json_reader_string (&reader, "suggestion", JSON_OPTIONAL, 0, REQUEST_MAX_ADDRESS);
  if (!json_reader_finish (&reader))
    return FALSE;
  g_array_append_val (request->shown, shown);
  return check_code (shown.code, &(JsonPlace){ place, "code", 0 }, error);
}

gboolean
request_read_chosen (Request *request, JsonReader *reader, GError **error)
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

gboolean
request_read_sent (Request *request, JsonReader *reader, GError **error)
{
  const cJSON *recipients
      = json_reader_array (reader, "recipients", JSON_REQUIRED, 0, JSON_MAX_RECIPIENTS);

  request->message_id
      = json_reader_string (reader, "message_id", JSON_OPTIONAL, 0, REQUEST_MAX_MESSAGE_ID);
  return !json_reader_finish (reader)
         || request_read_strings (request, recipients, "recipients", 0, JSON_MAX_RECIPIENT_LENGTH,
                                  error);
}

gboolean
request_read_learn (Request *request, JsonReader *reader, GError **error)
{
  const cJSON *addresses = json_reader_array (reader, "addresses", JSON_REQUIRED, 0, MAX_LEARNED);

  request->channel = json_reader_string (reader, "channel", JSON_OPTIONAL, 1, JOURNAL_MAX_CHANNEL);
  return !json_reader_finish (reader)
         || request_read_strings (request, addresses, "addresses", 1, REQUEST_MAX_ADDRESS, error);
}

gboolean
request_read_dismissals (Request *request, JsonReader *reader, GError **error)
{
  return TRUE;
}
