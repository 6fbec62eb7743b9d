/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/request_inside.h"
#include "wire/request_sender.h"

#define MAX_NAME 255

SenderRequestPart *
request_sender (const Request *request)
{
  return request->part;
}

static void
part_free (gpointer data)
{
  SenderRequestPart *part = data;

  sender_query_free (part->query);
  g_free (part);
}

static SenderRequestPart *
part_new (Request *request)
{
  SenderRequestPart *part = g_new0 (SenderRequestPart, 1);

  request->part = part;
  request->part_free = part_free;
  return part;
}

gboolean
request_read_sender (Request *request, JsonReader *reader, GError **error)
{
  static const JsonPlace place = { NULL, "sender", 0 };
  SenderRequestPart *part = part_new (request);
  const char *sender = json_reader_string (reader, "sender", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  const char *server = json_reader_string (reader, "server", JSON_OPTIONAL, 1, MAX_NAME);
  const char *selector = json_reader_string (reader, "selector", JSON_OPTIONAL, 1, MAX_NAME);

  part->since = json_reader_time (reader, "since");
  if (!json_reader_finish (reader))
    return TRUE;
  part->query = sender_query_new (sender, selector);
  if (part->query == NULL)
    {
      json_place_error (&place, error, LASTMILE_ERROR_field_value,
                        "must be an address, or a domain alone");
      return FALSE;
    }
  if (server != NULL)
    sender_query_add_server (part->query, server);
  return TRUE;
}
