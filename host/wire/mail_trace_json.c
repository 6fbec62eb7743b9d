/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/mail_trace_json.h"

/* --- Out --- */

static void
add_optional (cJSON *object, const char *name, const char *value)
{
  if (value != NULL)
    json_add_string (object, name, value);
}

char *
mail_trace_print (const MailTrace *trace)
{
  g_autoptr (cJSON) object = trace != NULL ? cJSON_CreateObject () : cJSON_CreateNull ();
  cJSON *list;

  if (trace == NULL)
    return json_print (object);
  add_optional (object, "message_id", trace->message_id);
  add_optional (object, "from", trace->from);
  add_optional (object, "envelope", trace->envelope);
  cJSON_AddBoolToObject (object, "relayed", trace->relayed);
  list = cJSON_AddArrayToObject (object, "signatures");
  for (guint i = 0; i < trace->signatures->len; i++)
    {
      const MailSignature *signature = g_ptr_array_index (trace->signatures, i);
      cJSON *item = cJSON_CreateObject ();
      json_add_string (item, "domain", signature->domain);
      json_add_string (item, "selector", signature->selector);
      cJSON_AddItemToArray (list, item);
    }
  return json_print (object);
}

/* --- In --- */

/* A domain or a selector, owned. */
static char *
read_name (JsonReader *reader, const char *name, JsonNeed need)
{
  const char *value = json_reader_string (reader, name, need, 1, MAIL_TRACE_MAX_DOMAIN);

  if (value != NULL && !mail_trace_is_name (value))
    reader->failed = TRUE;
  return g_strdup (value);
}

static gboolean
read_signature (const cJSON *json, MailTrace *trace)
{
  JsonReader reader;
  char *domain, *selector;

  json_reader_init (&reader, json, NULL, NULL);
  domain = read_name (&reader, "domain", JSON_REQUIRED);
  selector = read_name (&reader, "selector", JSON_REQUIRED);
  mail_trace_add_signature (trace, domain, selector);
  return json_reader_finish (&reader);
}

static MailTrace *
read_trace (const cJSON *json)
{
  g_autoptr (MailTrace) trace = mail_trace_new ();
  const cJSON *list, *item;
  JsonReader reader;

  json_reader_init (&reader, json, NULL, NULL);
  trace->message_id
      = g_strdup (json_reader_string (&reader, "message_id", JSON_OPTIONAL, 1, MAIL_TRACE_MAX_ID));
  trace->from = read_name (&reader, "from", JSON_OPTIONAL);
  trace->envelope = read_name (&reader, "envelope", JSON_OPTIONAL);
  trace->relayed = json_reader_boolean (&reader, "relayed", JSON_REQUIRED, FALSE);
  list = json_reader_array (&reader, "signatures", JSON_REQUIRED, 0, MAIL_TRACE_MAX_SIGNATURES);
  if (!json_reader_finish (&reader))
    return NULL;
  cJSON_ArrayForEach (item, list)
  {
    if (!read_signature (item, trace))
      return NULL;
  }
  return g_steal_pointer (&trace);
}

gboolean
mail_trace_parse (const char *text, gsize length, MailTrace **ret_trace)
{
  g_autoptr (cJSON) json = json_parse (text, length, NULL);

  *ret_trace = json != NULL && !cJSON_IsNull (json) ? read_trace (json) : NULL;
  return *ret_trace != NULL || cJSON_IsNull (json);
}
