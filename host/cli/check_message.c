/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/check_job.h"
#include "cli/input_file.h"
#include "wire/frame.h"
#include "wire/message_json.h"

void
check_job_message (CheckJob *job, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = input_file_read (source, FRAME_DEFAULT_MAX, &error);
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
    check_job_refuse_source (job, source, error);
  else
    check_job_answer (job, ANSWER_MESSAGE, source, NULL, message);
}
