/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/request_bounce.h"
#include "wire/request_inside.h"

#define MAX_BASE64 (BOUNCE_REQUEST_MAX_MAIL / 3 * 4 + 4)

const BounceRequest *
request_bounce (const Request *request)
{
  return request->part;
}

static void
bounce_request_free (gpointer data)
{
  BounceRequest *part = data;

  g_free (part->mail);
  g_free (part);
}

/* RFC 4648 4, padded, without line breaks. */
static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  return length % 4 == 0 && length - letters <= 2
         && strspn (text + letters, "=") == length - letters;
}

gboolean
request_read_bounce (Request *request, JsonReader *reader, GError **error)
{
  BounceRequest *part = g_new0 (BounceRequest, 1);
  const char *mail = json_reader_string (reader, "mail", JSON_REQUIRED, 0, MAX_BASE64);

  request->part = part;
  request->part_free = bounce_request_free;
  part->log = json_reader_boolean (reader, "log", JSON_OPTIONAL, FALSE);
  part->message_id
      = json_reader_string (reader, "message_id", JSON_OPTIONAL, 1, REQUEST_MAX_MESSAGE_ID);
  part->at = json_reader_time (reader, "at");
  if (!json_reader_finish (reader))
    return TRUE;
  if (!is_base64 (mail))
    {
      json_place_error (&(JsonPlace){ NULL, "mail", 0 }, error, LASTMILE_ERROR_field_value,
                        "must be base64");
      return FALSE;
    }
  part->mail = g_base64_decode (mail, &part->length);
  return TRUE;
}
