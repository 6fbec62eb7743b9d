/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include "wire/reply.h"
#include "wire/sender_json.h"

cJSON *
sender_params_to_json (const SenderPoint *point)
{
  cJSON *params = cJSON_CreateObject ();

  for (guint i = 0; i < point->params->len; i += 2)
    if (!cJSON_HasObjectItem (params, point->params->pdata[i]))
      json_add_string (params, point->params->pdata[i], point->params->pdata[i + 1]);
  return params;
}

/* What it says, without which point it is. */
static void
add_verdict (cJSON *object, const SenderPoint *point)
{
  g_autofree char *code = g_strdup_printf ("sender_%s_%s", point->area, point->outcome);

  json_add_string (object, "code", code);
  cJSON_AddStringToObject (object, "state", point_state_name (point->state));
  if (point->variant != NULL)
    json_add_string (object, "variant", point->variant);
  if (point->why != NULL)
    cJSON_AddStringToObject (object, "why", point->why);
  cJSON_AddItemToObject (object, "params", sender_params_to_json (point));
}

static void
add_place (cJSON *object, const SenderPoint *point)
{
  json_add_string (object, "area", point->area);
  if (*point->subject != '\0')
    json_add_string (object, "subject", point->subject);
}

static cJSON *
point_to_json (const SenderPoint *point)
{
  cJSON *object = cJSON_CreateObject (), *was;

  add_place (object, point);
  add_verdict (object, point);
  json_add_time (object, "since", point->since);
  if (point->change != CHANGE_NONE)
    cJSON_AddStringToObject (object, "change", sender_change_name (point->change));
  if (point->was == NULL)
    return object;
  was = cJSON_AddObjectToObject (object, "was");
  add_verdict (was, point->was->point);
  json_add_time (was, "since", point->was->since);
  json_add_time (was, "until", point->was->until);
  return object;
}

cJSON *
sender_stretch_to_json (const char *domain, const SenderStretch *stretch)
{
  cJSON *object = cJSON_CreateObject ();

  json_add_string (object, "domain", domain);
  add_place (object, stretch->point);
  add_verdict (object, stretch->point);
  json_add_time (object, "since", stretch->since);
  json_add_time (object, "until", stretch->until);
  return object;
}

static void
add_history (cJSON *json, const SenderReport *report)
{
  static const char *const names[]
      = { [HISTORY_OFF] = "off", [HISTORY_KEPT] = "kept", [HISTORY_FAILED] = "failed" };
  guint counts[CHANGE_NEW + 1] = { 0 };
  cJSON *changes;

  json_add_time (json, "checked", report->checked_at);
  cJSON_AddStringToObject (json, "history", names[report->history]);
  if (report->compared_with == 0)
    return;
  for (guint i = 0; i < report->points->len; i++)
    counts[((const SenderPoint *) report->points->pdata[i])->change]++;
  changes = cJSON_AddObjectToObject (json, "changes");
  json_add_time (changes, "since", report->compared_with);
  for (SenderChange change = CHANGE_NONE + 1; change <= CHANGE_NEW; change++)
    cJSON_AddNumberToObject (changes, sender_change_name (change), counts[change]);
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
  add_history (json, report);
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
