/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "finding.h"
#include "nearest_known.h"
#include "wire/frame.h"
#include "wire/reply.h"
#include "wire/review_json.h"

#define HEAD_ROOM 256u /* bytes of a reply that are not its list */

cJSON *
review_to_json (const Review *review)
{
  cJSON *json = cJSON_CreateObject ();

  json_add_string (json, "review", review->id);
  json_add_string (json, "address", review->address);
  json_add_string (json, "requester", review->requester);
  json_add_time (json, "requested", review->requested_at);
  json_add_string (json, "state", review_state_name (review->state));
  if (review->state == REVIEW_REQUESTED)
    return json;
  json_add_string (json, "reviewer", review->reviewer);
  json_add_time (json, "decided", review->decided_at);
  if (review->note != NULL)
    json_add_string (json, "note", review->note);
  return json;
}

/* Marks count bytes in memory and code points on the wire. */
static void
add_marks (cJSON *json, const char *name, const char *text, const GArray *marks)
{
  cJSON *array = cJSON_AddArrayToObject (json, name);

  for (guint i = 0; i < marks->len; i++)
    {
      const FindingMark *mark = &g_array_index (marks, FindingMark, i);
      const char *start = text + mark->start;
      const double pair[] = { (double) g_utf8_pointer_to_offset (text, start),
                              (double) g_utf8_pointer_to_offset (start, start + mark->length) };
      cJSON_AddItemToArray (array, cJSON_CreateDoubleArray (pair, G_N_ELEMENTS (pair)));
    }
}

void
review_view_add (cJSON *json, const ReviewView *view)
{
  cJSON *list;

  json_add_string (json, "address", view->address);
  if (view->review != NULL)
    cJSON_AddItemToObject (json, "review", review_to_json (view->review));
  cJSON_AddNumberToObject (json, "written", view->written);
  list = cJSON_AddArrayToObject (json, "near");
  for (guint i = 0; i < view->near->len; i++)
    {
      const NearKnown *one = g_ptr_array_index (view->near, i);
      cJSON *element = cJSON_CreateObject ();
      json_add_string (element, "address", one->address);
      add_marks (element, "marks", view->address, one->marks);
      add_marks (element, "known_marks", one->address, one->known_marks);
      cJSON_AddItemToArray (list, element);
    }
}

char *
review_reply (gint64 id, const ReviewView *view)
{
  g_autoptr (cJSON) reply = reply_new (id, "review");

  review_view_add (reply, view);
  return json_print (reply);
}

char *
review_list_reply (gint64 id, const GPtrArray *list)
{
  g_autoptr (cJSON) reply = reply_new (id, "reviews");
  g_autoptr (GString) elements = g_string_new ("[");

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (cJSON) json = review_to_json (g_ptr_array_index (list, i));
      g_autofree char *text = json_print (json);
      if (elements->len + strlen (text) + HEAD_ROOM > FRAME_MAX_REPLY)
        break;
      g_string_append_printf (elements, "%s%s", i > 0 ? "," : "", text);
    }
  g_string_append_c (elements, ']');
  cJSON_AddRawToObject (reply, "reviews", elements->str);
  return json_print (reply);
}
