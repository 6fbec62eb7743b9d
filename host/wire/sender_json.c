/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include "wire/reply.h"
#include "wire/sender_json.h"

static cJSON *
point_to_json (const SenderPoint *point)
{
  cJSON *object = cJSON_CreateObject (), *params;
  g_autofree char *code = g_strdup_printf ("sender_%s_%s", point->area, point->outcome);

  cJSON_AddStringToObject (object, "code", code);
  cJSON_AddStringToObject (object, "area", point->area);
  cJSON_AddStringToObject (object, "state", point_state_name (point->state));
  if (point->variant != NULL)
    cJSON_AddStringToObject (object, "variant", point->variant);
  if (point->why != NULL)
    cJSON_AddStringToObject (object, "why", point->why);
  params = cJSON_AddObjectToObject (object, "params");
  for (guint i = 0; i < point->params->len; i += 2)
    if (!cJSON_HasObjectItem (params, point->params->pdata[i]))
      json_add_string (params, point->params->pdata[i], point->params->pdata[i + 1]);
  return object;
}

static double
rounded (double value)
{
  return round (value * 10) / 10;
}

static void
add_report (cJSON *json, const SenderReport *report)
{
  cJSON *list;

  json_add_string (json, "domain", report->domain);
  if (report->score < 0)
    cJSON_AddNullToObject (json, "score");
  else
    cJSON_AddNumberToObject (json, "score", rounded (report->score));
  list = cJSON_AddArrayToObject (json, "parts");
  for (guint i = 0; i < report->parts->len; i++)
    {
      const SenderScore *part = &g_array_index (report->parts, SenderScore, i);
      cJSON *item = cJSON_CreateObject ();
      cJSON_AddStringToObject (item, "area", part->area);
      cJSON_AddNumberToObject (item, "got", part->got);
      cJSON_AddNumberToObject (item, "of", part->of);
      cJSON_AddItemToArray (list, item);
    }
  list = cJSON_AddArrayToObject (json, "points");
  for (guint i = 0; i < report->points->len; i++)
    cJSON_AddItemToArray (list, point_to_json (report->points->pdata[i]));
}

cJSON *
sender_report_to_json (const SenderReport *report)
{
  cJSON *json = cJSON_CreateObject ();

  add_report (json, report);
  return json;
}

char *
sender_reply (gint64 id, const SenderReport *report)
{
  g_autoptr (cJSON) reply = reply_new (id, "sender");

  add_report (reply, report);
  return json_print (reply);
}
