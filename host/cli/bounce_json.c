/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/bounce_answer.h"
#include "cli/bounce_text.h"
#include "wire/json.h"

static void
add_string (cJSON *object, const char *name, const char *value)
{
  if (value != NULL)
    json_add_string (object, name, value);
  else
    cJSON_AddNullToObject (object, name);
}

static void
add_status (cJSON *object, const Bounce *bounce)
{
  g_autofree char *status = bounce_text_status (bounce);
  g_autofree char *means = bounce_text_status_means (bounce);

  add_string (object, "status", status);
  add_string (object, "status_meaning", means);
}

static void
add_reply (cJSON *object, const Bounce *bounce)
{
  g_autofree char *means = bounce_text_reply_means (bounce);

  if (bounce->reply != 0)
    cJSON_AddNumberToObject (object, "reply", bounce->reply);
  else
    cJSON_AddNullToObject (object, "reply");
  add_string (object, "reply_meaning", means);
}

void
bounce_answer_print_json (const BounceAnswer *answer, FILE *out)
{
  const Bounce *bounce = answer->bounce;
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *line = NULL;

  json_add_string (object, "file", answer->file);
  if (answer->number > 0)
    cJSON_AddNumberToObject (object, "message", answer->number);
  add_string (object, "recipient", bounce->recipient);
  add_string (object, "original_recipient", bounce->original_recipient);
  add_string (object, "class", bounce_class_name (bounce->class));
  add_string (object, "reason", bounce_reason_name (bounce->reason));
  cJSON_AddBoolToObject (object, "permanent", bounce->permanent);
  add_string (object, "confidence", bounce_confidence_name (bounce->confidence));
  add_status (object, bounce);
  add_reply (object, bounce);
  add_string (object, "remote_server", bounce->remote_server);
  add_string (object, "line", bounce->line);
  line = json_print (object);
  fprintf (out, "%s\n", line);
}
