/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <unistd.h>
#include "cli/check_job.h"
#include "cli/input_file.h"
#include "wire/message_json.h"

static void
refuse (CheckJob *job, const char *source, const GError *error)
{
  const char *fault
      = error->domain == LASTMILE_ERROR ? lastmile_error_name (error->code) : "unreadable";
  check_job_refuse (job, source, strlen (source), fault, error->message);
}

void
check_job_message (CheckJob *job, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = input_file_read (source, &error);
  g_autoptr (cJSON) json = NULL;
  Message *message = NULL;
  gsize length;

  if (bytes != NULL)
    {
      const char *text = g_bytes_get_data (bytes, &length);
      json = json_parse (text, length, &error);
    }
  if (json != NULL)
    message = message_from_json (json, NULL, &error);
  if (message == NULL)
    refuse (job, source, error);
  else
    check_job_answer (job, ANSWER_MESSAGE, source, NULL, message);
}
