/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/bounce_answer.h"
#include "cli/bounce_text.h"
#include "wire/bounce_json.h"

static void
add_meaning (cJSON *object, const char *name, const char *means)
{
  if (means != NULL)
    json_add_string (object, name, means);
}

/* The protocol's object, with where it is from, and in words what its codes mean. */
void
bounce_answer_print_json (const BounceAnswer *answer, FILE *out)
{
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *status = bounce_text_status_means (answer->bounce);
  g_autofree char *reply = bounce_text_reply_means (answer->bounce);
  g_autofree char *line = NULL;

  json_add_string (object, "file", answer->file);
  if (answer->number > 0)
    cJSON_AddNumberToObject (object, "message", answer->number);
  bounce_add_to_json (object, answer->bounce);
  add_meaning (object, "status_meaning", status);
  add_meaning (object, "reply_meaning", reply);
  line = json_print (object);
  fprintf (out, "%s\n", line);
}
