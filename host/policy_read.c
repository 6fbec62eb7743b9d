/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "policy_read.h"

#define MAX_PLACE 320
#define MAX_KEY 1000

/* A layer on its way. */
typedef struct
{
  PolicyReading *reading;
  PolicyLayer *layer;
  cJSON *kept; /* its JSON, on the way to be whole in itself */
} Context;

/* Reads the member @name of @object. */
typedef void KeyReader (Context *context, const cJSON *object, const JsonPlace *parent,
                        const char *name);

static void
fault (Context *context, GError *error)
{
  policy_reading_fault (context->reading, TRUE, error);
}

static void
unknown_key (Context *context, const JsonPlace *parent, const char *name)
{
  GError *error = NULL;

  json_place_error (&(JsonPlace){ parent, name, 0 }, &error, LASTMILE_ERROR_field_unknown,
                    "is not a known key");
  fault (context, error);
}

/* --- Keys with one value --- */

static gint
read_value (JsonReader *reader, const SettingRow *row)
{
  if (row->names != NULL)
    return json_reader_choice (reader, row->name, JSON_REQUIRED, row->names, NOT_SET);
  if (row->min == row->max)
    return json_reader_boolean (reader, row->name, JSON_REQUIRED, FALSE);
  return (gint) json_reader_integer (reader, row->name, JSON_REQUIRED, row->min, row->max, NOT_SET);
}

/* @group: NULL at the top. FALSE if there is no such text. */
static gboolean
read_text (Context *context, const cJSON *object, const char *group, const char *name)
{
  for (PolicyText i = 0; i < N_TEXTS; i++)
    if (g_strcmp0 (policy_texts[i].group, group) == 0 && g_str_equal (policy_texts[i].name, name))
      {
        policy_text_read (context->reading, context->layer, i, object,
                          policy_group (context->kept, group, FALSE));
        return TRUE;
      }
  return FALSE;
}

/* @group: NULL at the top. FALSE if there is no such setting. */
static gboolean
read_setting (Context *context, const cJSON *object, const char *group, const char *name)
{
  JsonPlace parent = { NULL, group, 0 };

  for (PolicySetting i = 0; i < N_SETTINGS; i++)
    {
      const SettingRow *row = &policy_settings[i];
      GError *error = NULL;
      JsonReader reader;

      if (g_strcmp0 (row->group, group) != 0 || !g_str_equal (row->name, name))
        continue;
      json_reader_init (&reader, object, group != NULL ? &parent : NULL, &error);
      context->layer->settings[i] = read_value (&reader, row);
      if (reader.failed)
        fault (context, error);
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_value_or_text (Context *context, const cJSON *object, const char *group, const char *name)
{
  return read_setting (context, object, group, name) || read_text (context, object, group, name);
}

static void
read_plain (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  read_value_or_text (context, object, NULL, name);
}

/* A string or several, for people. */
static void
read_comment (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  const cJSON *json = cJSON_GetObjectItemCaseSensitive (object, name);
  JsonPlace place = { parent, name, 0 };
  GError *error = NULL;
  const cJSON *line;

  if (cJSON_IsString (json))
    return;
  if (!cJSON_IsArray (json))
    json_place_error (&place, &error, LASTMILE_ERROR_field_type,
                      "must be a string or an array of strings");
  else
    cJSON_ArrayForEach (line, json) if (error == NULL)
        json_element_string (line, &place, 0, G_MAXINT, &error);
  if (error != NULL)
    fault (context, error);
}

/* `$schema`, for editors. */
static void
read_schema (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  GError *error = NULL;
  JsonReader reader;

  json_reader_init (&reader, object, NULL, &error);
  json_reader_string (&reader, name, JSON_REQUIRED, 0, G_MAXINT);
  if (reader.failed)
    fault (context, error);
}

/* The object @name of @object if it is one; otherwise a fault and NULL. */
static const cJSON *
get_object (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  GError *error = NULL;
  JsonReader reader;
  const cJSON *found;

  json_reader_init (&reader, object, parent, &error);
  found = json_reader_object (&reader, name, JSON_REQUIRED);
  if (found == NULL)
    fault (context, error);
  return found;
}

/* A group may hold another, whose name is then that of both. */
static void
read_group (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  g_autofree char *key
      = parent != NULL ? g_strconcat (parent->key, ".", name, NULL) : g_strdup (name);
  const cJSON *group = get_object (context, object, parent, name);
  JsonPlace place = { NULL, key, 0 };
  const cJSON *member;

  cJSON_ArrayForEach (member, group)
  {
    g_autofree char *inner = g_strconcat (key, ".", member->string, NULL);

    if (g_str_equal (member->string, "comment"))
      read_comment (context, group, &place, member->string);
    else if (policy_is_group (inner))
      read_group (context, group, &place, member->string);
    else if (!read_value_or_text (context, group, key, member->string))
      unknown_key (context, &place, member->string);
  }
}

/* --- Severities --- */

/* NULL: a block of that code or class is one. A class may hold codes that never are. */
static const char *
why_no_block (const Context *context, const char *name)
{
  int check = check_from_name (name);

  if (context->reading->origin == ORIGIN_USER)
    return "only an administrator can block";
  return check >= 0 && check_most_severe (check) < SEVERITY_BLOCK
             ? "what others say of a mailbox may be wrong, and blocks nothing"
             : NULL;
}

/* `block` is an administrator's word: a user's counts as warning. */
static gint
read_severity (Context *context, const cJSON *object, const JsonPlace *place, const char *name)
{
  static const char *const names[] = { "off", "info", "notice", "warning", "block", NULL };
  GError *error = NULL;
  JsonReader reader;
  gint severity;

  json_reader_init (&reader, object, place, &error);
  severity = json_reader_choice (&reader, name, JSON_REQUIRED, names, NOT_SET);
  if (reader.failed)
    fault (context, error);
  if (severity != SEVERITY_BLOCK || why_no_block (context, name) == NULL)
    return severity;
  json_place_error (&(JsonPlace){ place, name, 0 }, &error, LASTMILE_ERROR_field_value,
                    "%s; it counts as warning", why_no_block (context, name));
  policy_reading_fault (context->reading, FALSE, error);
  return SEVERITY_WARNING;
}

static void
set_class (PolicyLayer *layer, const char *class, gint severity)
{
  for (CheckId check = 0; check < N_CHECKS; check++)
    if (g_str_equal (check_class (check), class))
      layer->severity[check] = severity;
}

/* Classes first, so that a code outranks its class wherever it stands. */
static void
read_severities (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  const cJSON *severities = get_object (context, object, NULL, name);
  JsonPlace place = { NULL, name, 0 };
  const cJSON *member;

  cJSON_ArrayForEach (member, severities) if (check_is_class (member->string)) set_class (
      context->layer, member->string, read_severity (context, severities, &place, member->string));
  cJSON_ArrayForEach (member, severities)
  {
    int check = check_from_name (member->string);

    if (check >= 0)
      context->layer->severity[check] = read_severity (context, severities, &place, member->string);
    else if (g_str_equal (member->string, "comment"))
      read_comment (context, severities, &place, member->string);
    else if (!check_is_class (member->string))
      {
        GError *error = NULL;
        json_place_error (&(JsonPlace){ &place, member->string, 0 }, &error,
                          LASTMILE_ERROR_field_unknown,
                          "is neither a code nor a class of findings");
        fault (context, error);
      }
  }
}

/* --- Lists --- */

static const cJSON *
get_array (Context *context, const cJSON *object, const char *name)
{
  GError *error = NULL;
  JsonReader reader;
  const cJSON *array;

  json_reader_init (&reader, object, NULL, &error);
  array = json_reader_array (&reader, name, JSON_REQUIRED, 0, POLICY_MAX_ENTRIES);
  if (array == NULL)
    fault (context, error);
  return array;
}

static void
read_list (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  JsonPlace list = { NULL, name, 0 };
  JsonPlace place = { &list, NULL, 0 };
  PolicyList which = LIST_OWN_DOMAINS;
  const cJSON *element;

  while (!g_str_equal (policy_list_names[which], name))
    which++;
  cJSON_ArrayForEach (element, get_array (context, object, name))
  {
    GError *error = NULL;
    const char *text = json_element_string (element, &place, 1, MAX_PLACE, &error);
    char *normal
        = text != NULL ? policy_place_normalise (text, which != LIST_OWN_DOMAINS, &error) : NULL;

    if (normal != NULL)
      g_hash_table_add (context->layer->lists[which], normal);
    else
      fault (context, json_place_own (&place, error));
    place.index++;
  }
}

static void
read_directory (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  policy_directory_read (context->reading, context->layer, get_array (context, object, name));
}

static void
read_blocklists (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  const cJSON *group = get_object (context, object, parent, name);

  if (group != NULL)
    policy_blocklists_read (context->reading, context->layer, group);
}

static void
read_directory_file (Context *context, const cJSON *object, const JsonPlace *parent,
                     const char *name)
{
  GError *error = NULL;
  JsonReader reader;
  const char *file;
  cJSON *kept;

  json_reader_init (&reader, object, NULL, &error);
  file = json_reader_string (&reader, name, JSON_REQUIRED, 1, MAX_KEY);
  if (file == NULL)
    {
      fault (context, error);
      return;
    }
  cJSON_DeleteItemFromObjectCaseSensitive (context->kept, name);
  kept = cJSON_GetObjectItemCaseSensitive (context->kept, "directory");
  if (kept == NULL)
    kept = cJSON_AddArrayToObject (context->kept, "directory");
  policy_directory_read_file (context->reading, context->layer, file, kept);
}

/* --- Locks --- */

static void
add_lock (Context *context, const cJSON *element, const JsonPlace *place)
{
  GError *error = NULL;
  const char *key = json_element_string (element, place, 1, MAX_KEY, &error);

  if (key != NULL && policy_key_is_lockable (key))
    {
      g_hash_table_add (context->layer->locks, g_strdup (key));
      return;
    }
  if (key != NULL)
    json_place_error (place, &error, LASTMILE_ERROR_field_value,
                      "\"%s\" is no key that can be locked", key);
  fault (context, error);
}

static void
read_locks (Context *context, const cJSON *object, const JsonPlace *parent, const char *name)
{
  const cJSON *json = cJSON_GetObjectItemCaseSensitive (object, name);
  JsonPlace list = { NULL, name, 0 };
  JsonPlace place = { &list, NULL, 0 };
  GError *error = NULL;
  const cJSON *element;

  if (cJSON_IsTrue (json))
    context->layer->locks_all = TRUE;
  else if (cJSON_IsArray (json))
    cJSON_ArrayForEach (element, json)
    {
      add_lock (context, element, &place);
      place.index++;
    }
  else
    {
      json_place_error (&list, &error, LASTMILE_ERROR_field_type,
                        "must be true or an array of keys");
      fault (context, error);
    }
  if (context->reading->origin != ORIGIN_USER)
    return;
  json_place_error (&list, &error, LASTMILE_ERROR_field_value,
                    "only an administrator can lock; it is passed over");
  policy_reading_fault (context->reading, FALSE, error);
}

/* --- The whole --- */

static const struct
{
  const char *name;
  KeyReader *read;
} keys[] = {
  { "$schema", read_schema },
  { "comment", read_comment },
  { "mode", read_plain },
  { "sensitivity", read_plain },
  { "severity", read_severities },
  { "locked", read_locks },
  { "own_domains", read_list },
  { "trusted", read_list },
  { "untrusted", read_list },
  { "important", read_list },
  { "review", read_group },
  { "blocklists", read_blocklists },
  { "team", read_group },
  { "verify", read_group },
  { "directory", read_directory },
  { "directory_file", read_directory_file },
  { "limits", read_group },
  { "network", read_group },
  { "remember", read_plain },
  { "sender_daily", read_plain },
  { "contact", read_plain },
};

static void
read_member (Context *context, const cJSON *json, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].name, name))
      {
        keys[i].read (context, json, NULL, name);
        return;
      }
  unknown_key (context, NULL, name);
}

PolicyLayer *
policy_read_json (PolicyReading *reading, const cJSON *json, cJSON **ret_json)
{
  g_autoptr (PolicyLayer) layer = policy_layer_new ();
  g_autoptr (cJSON) kept = cJSON_Duplicate (json, TRUE);
  Context context = { reading, layer, kept };
  const cJSON *member;

  if (!cJSON_IsObject (json))
    {
      GError *error = NULL;
      json_place_error (NULL, &error, LASTMILE_ERROR_field_type, "must be an object");
      fault (&context, error);
    }
  else
    {
      cJSON_ArrayForEach (member, json) read_member (&context, json, member->string);
      policy_text_check_service (reading, json);
    }
  if (reading->n_fatal > 0)
    return NULL;
  if (ret_json != NULL)
    *ret_json = g_steal_pointer (&kept);
  return g_steal_pointer (&layer);
}

PolicyLayer *
policy_read_text (PolicyReading *reading, cJSON **ret_json)
{
  GError *error = NULL;
  g_autoptr (cJSON) json = json_parse (reading->text, reading->length, &error);

  if (json != NULL)
    return policy_read_json (reading, json, ret_json);
  policy_reading_fault (reading, TRUE, error);
  return NULL;
}
