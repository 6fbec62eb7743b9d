/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/answer.h"
#include "wire/report_json.h"

static void
add_findings (cJSON *object, const Findings *findings)
{
  cJSON *list = cJSON_AddArrayToObject (object, "findings");

  for (guint i = 0; i < findings_length (findings); i++)
    cJSON_AddItemToArray (list, finding_to_json (findings_get (findings, i)));
}

static void
add_not_checked (cJSON *object, const GPtrArray *not_checked)
{
  cJSON *list = cJSON_AddArrayToObject (object, "not_checked");

  for (guint i = 0; i < not_checked->len; i++)
    cJSON_AddItemToArray (list, not_checked_to_json (g_ptr_array_index (not_checked, i)));
}

static void
add_fault (cJSON *object, const Answer *answer)
{
  cJSON_AddStringToObject (object, "verdict", "error");
  cJSON_AddStringToObject (object, "error", answer->fault);
  if (answer->detail != NULL)
    json_add_string (object, "detail", answer->detail);
  cJSON_AddArrayToObject (object, "findings");
}

void
answer_print_json (const Answer *answer, const AnswerTarget *target)
{
  g_autoptr (cJSON) object = cJSON_CreateObject ();
  g_autofree char *printed = NULL;

  json_add_string (object, "input", answer->input);
  if (answer->line > 0)
    cJSON_AddNumberToObject (object, "line", answer->line);
  if (answer->address != NULL)
    json_add_string (object, "address", answer->address);
  if (answer->run == NULL)
    add_fault (object, answer);
  else
    {
      const Findings *findings = run_findings (answer->run);
      const GPtrArray *not_checked = run_not_checked (answer->run);
      cJSON_AddStringToObject (object, "verdict", verdict_name (findings_verdict (findings)));
      add_findings (object, findings);
      if (answer->kind == ANSWER_MESSAGE || not_checked->len > 0)
        add_not_checked (object, not_checked);
    }
  printed = json_print (object);
  fputs (printed, target->out);
  putc ('\n', target->out);
}
