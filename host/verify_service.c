/* SPDX-License-Identifier: MPL-2.0 */
#include "verify_service.h"

#define MAX_TEXT 4096
#define MAX_DEADLINE_MS 60000
#define MAX_RETRY_AFTER (365 * 24 * 60 * 60)

const char *const verify_kinds[] = {
#define SERVICE(kind, url, parameter, key_header) #kind,
#include "verify_service.def"
#undef SERVICE
  NULL,
};

static const char *const urls[] = {
#define SERVICE(kind, url, parameter, key_header) url,
#include "verify_service.def"
#undef SERVICE
};

static const char *const whys[] = {
#define WHY(name) #name,
#include "verify_why.def"
#undef WHY
  NULL,
};

static const char *const verdicts[] = { "unsure", "exists", "missing", NULL };

const char *
verify_url (VerifyKind kind)
{
  return urls[kind];
}

const char *
verify_why_name (VerifyWhy why)
{
  return whys[why];
}

/* --- The answer --- */

cJSON *
verify_answer_to_json (const VerifyAnswer *answer)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "verdict", verdicts[answer->verdict]);
  if (answer->verdict == VERIFY_UNSURE)
    cJSON_AddStringToObject (object, "why", verify_why_name (answer->why));
  cJSON_AddNumberToObject (object, "retry_after", MIN (answer->retry_after, MAX_RETRY_AFTER));
  return object;
}

gboolean
verify_answer_from_json (const cJSON *json, VerifyAnswer *ret_answer, GError **error)
{
  VerifyAnswer answer = { VERIFY_UNSURE };
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  answer.verdict = (VerifyVerdict) json_reader_choice (&reader, "verdict", JSON_REQUIRED, verdicts,
                                                       VERIFY_UNSURE);
  answer.why = (VerifyWhy) json_reader_choice (
      &reader, "why", answer.verdict == VERIFY_UNSURE ? JSON_REQUIRED : JSON_OPTIONAL, whys,
      VERIFY_WHY_service_garbage);
  answer.retry_after
      = (guint) json_reader_integer (&reader, "retry_after", JSON_REQUIRED, 0, MAX_RETRY_AFTER, 0);
  if (!json_reader_finish (&reader))
    return FALSE;
  *ret_answer = answer;
  return TRUE;
}

/* --- The question --- */

void
verify_question_clear (VerifyQuestion *question)
{
  g_clear_pointer (&question->url, g_free);
  g_clear_pointer (&question->key_file, g_free);
  g_clear_pointer (&question->ca_file, g_free);
  g_clear_pointer (&question->address, g_free);
}

cJSON *
verify_question_to_json (const VerifyQuestion *question)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "kind", verify_kinds[question->kind]);
  if (question->url != NULL)
    json_add_string (object, "url", question->url);
  json_add_string (object, "key_file", question->key_file);
  if (question->ca_file != NULL)
    json_add_string (object, "ca_file", question->ca_file);
  json_add_string (object, "address", question->address);
  cJSON_AddNumberToObject (object, "deadline_ms", question->deadline_ms);
  return object;
}

gboolean
verify_question_from_json (const cJSON *json, VerifyQuestion *ret_question, GError **error)
{
  g_auto (VerifyQuestion) question = { 0 };
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  question.kind = (VerifyKind) json_reader_choice (&reader, "kind", JSON_REQUIRED, verify_kinds, 0);
  question.url = g_strdup (json_reader_string (&reader, "url", JSON_OPTIONAL, 1, MAX_TEXT));
  question.key_file
      = g_strdup (json_reader_string (&reader, "key_file", JSON_REQUIRED, 1, MAX_TEXT));
  question.ca_file = g_strdup (json_reader_string (&reader, "ca_file", JSON_OPTIONAL, 1, MAX_TEXT));
  question.address = g_strdup (json_reader_string (&reader, "address", JSON_REQUIRED, 1, MAX_TEXT));
  question.deadline_ms
      = (guint) json_reader_integer (&reader, "deadline_ms", JSON_REQUIRED, 1, MAX_DEADLINE_MS, 1);
  if (!json_reader_finish (&reader))
    return FALSE;
  *ret_question = question;
  question = (VerifyQuestion){ 0 };
  return TRUE;
}
