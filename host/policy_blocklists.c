/* SPDX-License-Identifier: MPL-2.0 */
#include "policy_read.h"

/* `blocklists`: which lists of addresses and domains that send spam are asked. A layer's list
 * stands for itself: it replaces the one below it, and an empty one asks nobody. */

#define MAX_LISTS 32
#define MAX_ZONE 200 /* leaves room for what is asked about */
#define MAX_CODES 31

/* A zone alone, or an object with its codes. */
static Blocklist *
read_entry (const cJSON *element, const JsonPlace *place, GError **error)
{
  const char *text = NULL, *codes = NULL;
  g_autofree char *zone = NULL;
  Blocklist *list = NULL;
  JsonReader reader;

  if (!cJSON_IsObject (element))
    text = json_element_string (element, place, 1, MAX_ZONE, error);
  else
    {
      json_reader_init (&reader, element, place, error);
      text = json_reader_string (&reader, "zone", JSON_REQUIRED, 1, MAX_ZONE);
      codes = json_reader_string (&reader, "codes", JSON_OPTIONAL, 1, MAX_CODES);
      json_reader_any (&reader, "comment", JSON_OPTIONAL);
      if (!json_reader_finish (&reader))
        return NULL;
    }
  zone = text != NULL ? policy_place_normalise (text, FALSE, error) : NULL;
  if (zone != NULL && (list = blocklist_new (zone, codes)) == NULL)
    json_place_error (&(JsonPlace){ place, "codes", 0 }, error, LASTMILE_ERROR_field_value,
                      "must be the answers that are a listing, as 127.0.0.2 or "
                      "127.0.0.2-127.0.0.11");
  return list;
}

static void
read_array (PolicyReading *reading, PolicyLayer *layer, BlocklistKind kind, const cJSON *array)
{
  const JsonPlace group = { NULL, "blocklists", 0 };
  const JsonPlace list = { &group, blocklist_kinds[kind], 0 };
  JsonPlace place = { &list, NULL, 0 };
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) blocklist_free);
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    GError *error = NULL;
    Blocklist *one = read_entry (element, &place, &error);

    if (one != NULL)
      g_ptr_array_add (lists, one);
    else
      policy_reading_fault (reading, TRUE, json_place_own (&place, error));
    place.index++;
  }
  g_clear_pointer (&layer->blocklists[kind], g_ptr_array_unref);
  layer->blocklists[kind] = lists;
}

void
policy_blocklists_read (PolicyReading *reading, PolicyLayer *layer, const cJSON *object)
{
  const JsonPlace place = { NULL, "blocklists", 0 };
  const cJSON *arrays[N_BLOCKLIST_KINDS];
  GError *error = NULL;
  JsonReader reader;

  json_reader_init (&reader, object, &place, &error);
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    arrays[kind] = json_reader_array (&reader, blocklist_kinds[kind], JSON_OPTIONAL, 0, MAX_LISTS);
  json_reader_any (&reader, "comment", JSON_OPTIONAL);
  if (!json_reader_finish (&reader))
    {
      policy_reading_fault (reading, TRUE, error);
      return;
    }
  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    if (arrays[kind] != NULL)
      read_array (reading, layer, kind, arrays[kind]);
}

static cJSON *
entry_to_json (const Blocklist *list)
{
  cJSON *json;

  if (list->codes == NULL)
    return cJSON_CreateString (list->zone);
  json = cJSON_CreateObject ();
  cJSON_AddStringToObject (json, "zone", list->zone);
  cJSON_AddStringToObject (json, "codes", list->codes);
  return json;
}

void
policy_blocklists_print (const Policy *policy, cJSON *json)
{
  cJSON *group = cJSON_AddObjectToObject (json, "blocklists");

  for (BlocklistKind kind = 0; kind < N_BLOCKLIST_KINDS; kind++)
    {
      const GPtrArray *lists = policy->blocklists[kind];
      cJSON *array = cJSON_AddArrayToObject (group, blocklist_kinds[kind]);
      for (guint i = 0; i < lists->len; i++)
        cJSON_AddItemToArray (array, entry_to_json (lists->pdata[i]));
    }
}
