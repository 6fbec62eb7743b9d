/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "wire/bounce_json.h"

/* --- Out --- */

static void
add_string (cJSON *object, const char *name, const char *value)
{
  if (value != NULL)
    json_add_string (object, name, value);
  else
    cJSON_AddNullToObject (object, name);
}

void
bounce_add_to_json (cJSON *object, const Bounce *bounce)
{
  const guint *status = bounce->status;
  g_autofree char *code
      = status[0] != 0 ? g_strdup_printf ("%u.%u.%u", status[0], status[1], status[2]) : NULL;

  add_string (object, "recipient", bounce->recipient);
  add_string (object, "original_recipient", bounce->original_recipient);
  add_string (object, "class", bounce_class_name (bounce->class));
  add_string (object, "reason", bounce_reason_name (bounce->reason));
  cJSON_AddBoolToObject (object, "permanent", bounce->permanent);
  add_string (object, "confidence", bounce_confidence_name (bounce->confidence));
  add_string (object, "status", code);
  if (bounce->reply != 0)
    cJSON_AddNumberToObject (object, "reply", bounce->reply);
  else
    cJSON_AddNullToObject (object, "reply");
  add_string (object, "remote_server", bounce->remote_server);
  add_string (object, "line", bounce->line);
}

char *
bounces_print (const GPtrArray *bounces, gsize max)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < bounces->len; i++)
    {
      g_autoptr (cJSON) object = cJSON_CreateObject ();
      g_autofree char *element = NULL;

      bounce_add_to_json (object, g_ptr_array_index (bounces, i));
      element = json_print (object);
      if (text->len + strlen (element) + 2 > max)
        break;
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", element);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

/* --- In --- */

typedef const char *NameOf (int value);

static const char *
class_name (int value)
{
  return bounce_class_name ((BounceClass) value);
}

static const char *
reason_name (int value)
{
  return bounce_reason_name ((BounceReason) value);
}

static const char *
confidence_name (int value)
{
  return bounce_confidence_name ((BounceConfidence) value);
}

/* A string, owned, or null. */
static char *
read_nullable (JsonReader *reader, const char *name)
{
  const cJSON *value = json_reader_any (reader, name, JSON_REQUIRED);

  if (cJSON_IsString (value))
    return g_strdup (value->valuestring);
  if (!cJSON_IsNull (value))
    reader->failed = TRUE;
  return NULL;
}

/* The value from 0 to @last whose name stands there; NULL is a name, too. */
static int
read_name (JsonReader *reader, const char *name, NameOf *name_of, int last)
{
  g_autofree char *string = read_nullable (reader, name);

  for (int value = 0; value <= last; value++)
    if (g_strcmp0 (string, name_of (value)) == 0)
      return value;
  reader->failed = TRUE;
  return 0;
}

static void
read_codes (JsonReader *reader, Bounce *bounce)
{
  g_autofree char *status = read_nullable (reader, "status");
  const cJSON *reply = json_reader_any (reader, "reply", JSON_REQUIRED);
  char end;

  if (status != NULL
      && (sscanf (status, "%1u.%3u.%3u%c", &bounce->status[0], &bounce->status[1],
                  &bounce->status[2], &end)
              != 3
          || bounce->status[0] < 4 || bounce->status[0] > 5))
    reader->failed = TRUE;
  if (cJSON_IsNumber (reply) && reply->valueint >= 400 && reply->valueint <= 599)
    bounce->reply = (guint) reply->valueint;
  else if (!cJSON_IsNull (reply))
    reader->failed = TRUE;
}

static Bounce *
read_bounce (const cJSON *json)
{
  g_autoptr (Bounce) bounce = g_new0 (Bounce, 1);
  JsonReader reader;

  json_reader_init (&reader, json, NULL, NULL);
  bounce->recipient = read_nullable (&reader, "recipient");
  bounce->original_recipient = read_nullable (&reader, "original_recipient");
  bounce->class = (BounceClass) read_name (&reader, "class", class_name, BOUNCE_CLASS_POLICY);
  bounce->reason = (BounceReason) read_name (&reader, "reason", reason_name, N_BOUNCE_REASONS - 1);
  bounce->permanent = json_reader_boolean (&reader, "permanent", JSON_REQUIRED, FALSE);
  bounce->confidence
      = (BounceConfidence) read_name (&reader, "confidence", confidence_name, BOUNCE_SURE);
  read_codes (&reader, bounce);
  bounce->remote_server = read_nullable (&reader, "remote_server");
  bounce->line = read_nullable (&reader, "line");
  return json_reader_finish (&reader) ? g_steal_pointer (&bounce) : NULL;
}

static void
free_bounce (gpointer data)
{
  bounce_free (data);
}

GPtrArray *
bounces_parse (const char *text, gsize length)
{
  g_autoptr (cJSON) json = json_parse (text, length, NULL);
  g_autoptr (GPtrArray) bounces = g_ptr_array_new_with_free_func (free_bounce);
  const cJSON *element;

  if (!cJSON_IsArray (json))
    return NULL;
  cJSON_ArrayForEach (element, json)
  {
    Bounce *bounce = read_bounce (element);
    if (bounce == NULL)
      return NULL;
    g_ptr_array_add (bounces, bounce);
  }
  return bounces->len > 0 ? g_steal_pointer (&bounces) : NULL;
}
