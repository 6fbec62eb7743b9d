/* SPDX-License-Identifier: MPL-2.0 */
#include "verify_service.h"

#define MAX_TEXT 4096
#define MAX_DEADLINE_MS 60000
#define DEADLINE_MS 40000 /* the source's is longer (evidence/mailbox.c) */

const char *const verify_kinds[] = {
#define SERVICE(kind, name, url, parameter, key_header) #kind,
#include "verify_service.def"
#undef SERVICE
  NULL,
};

static const char *const urls[] = {
#define SERVICE(kind, name, url, parameter, key_header) url,
#include "verify_service.def"
#undef SERVICE
};

static const char *const names[] = {
#define SERVICE(kind, name, url, parameter, key_header) name,
#include "verify_service.def"
#undef SERVICE
};

gboolean
verify_kind_from_name (const char *name, VerifyKind *ret_kind)
{
  for (int i = 0; i < N_VERIFY_KINDS; i++)
    if (g_strcmp0 (verify_kinds[i], name) == 0)
      {
        *ret_kind = (VerifyKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
verify_name (VerifyKind kind)
{
  return names[kind];
}

const char *
verify_url (VerifyKind kind)
{
  return urls[kind];
}

VerifyQuestion
verify_question_make (VerifyKind kind, const char *url, const char *key_file, const char *ca_file,
                      const char *address)
{
  return (VerifyQuestion){
    kind, (char *) url, (char *) key_file, (char *) ca_file, (char *) address, DEADLINE_MS
  };
}

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
  question.url = g_strdup (json_reader_string (&reader, "url", JSON_OPTIONAL, 0, MAX_TEXT));
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
