/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/request_inside.h"
#include "wire/request_review.h"

#define MAX_ID 100
#define MAX_NAME 200
#define MAX_NOTE 2000

ReviewRequest *
request_review (const Request *request)
{
  return request->part;
}

static ReviewRequest *
review_request_new (Request *request)
{
  request->part_free = g_free;
  return request->part = g_new0 (ReviewRequest, 1);
}

gboolean
request_read_review (Request *request, JsonReader *reader, GError **error)
{
  request->address = json_reader_string (reader, "address", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  return TRUE;
}

gboolean
request_read_review_request (Request *request, JsonReader *reader, GError **error)
{
  ReviewRequest *part = review_request_new (request);

  request->address = json_reader_string (reader, "address", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  part->name = json_reader_string (reader, "name", JSON_OPTIONAL, 0, MAX_NAME);
  part->from = json_reader_string (reader, "from", JSON_REQUIRED, 1, REQUEST_MAX_ADDRESS);
  return TRUE;
}

gboolean
request_read_review_decide (Request *request, JsonReader *reader, GError **error)
{
  ReviewRequest *part = review_request_new (request);

  part->review = json_reader_string (reader, "review", JSON_REQUIRED, 1, MAX_ID);
  part->name = json_reader_string (reader, "name", JSON_REQUIRED, 1, MAX_NAME);
  part->confirmed = json_reader_boolean (reader, "confirmed", JSON_REQUIRED, FALSE);
  part->note = json_reader_string (reader, "note", JSON_OPTIONAL, 0, MAX_NOTE);
  return TRUE;
}

gboolean
request_read_review_list (Request *request, JsonReader *reader, GError **error)
{
  return TRUE;
}
