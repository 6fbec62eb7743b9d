/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "profile.h"
#include "store.h"
#include "wire/frame.h"
#include "wire/json.h"
#include "wire/reply.h"
#include "wire/status.h"

#define HEAD_ROOM 256u /* bytes of a dismissals reply that are not its list */

static void
add_store (cJSON *reply, cJSON *problems, Store *store)
{
  g_autoptr (GError) error = NULL;
  StoreCounts counts = { 0 };

  json_add_string (reply, "store", store_path (store));
  if (!store_count (store, &counts, &error))
    json_append_string (problems, error->message);
  cJSON_AddNumberToObject (reply, "correspondents", counts.correspondents);
  cJSON_AddNumberToObject (reply, "dismissals", counts.dismissals);
}

static cJSON *
server_to_json (const OutgoingServer *server)
{
  static const char *const security[] = { "plaintext", "starttls_if_available", "starttls", "tls" };
  cJSON *json = cJSON_CreateObject ();

  json_add_string (json, "id", server->id);
  json_add_string (json, "type", server->type);
  if (server->hostname != NULL)
    json_add_string (json, "hostname", server->hostname);
  cJSON_AddNumberToObject (json, "port", server->port);
  json_add_string (json, "security", security[server->security]);
  if (server->description != NULL)
    json_add_string (json, "description", server->description);
  return json;
}

static void
add_profile (cJSON *reply, cJSON *problems, Profile *profile)
{
  g_autoptr (GError) error = NULL;
  const char *path = profile_path (profile, &error);
  g_autoptr (GPtrArray) servers = path != NULL ? profile_servers (profile, &error) : NULL;
  cJSON *list;

  if (error != NULL)
    json_append_string (problems, error->message);
  if (path != NULL)
    json_add_string (reply, "profile", path);
  if (servers == NULL)
    return;
  list = cJSON_AddArrayToObject (reply, "outgoing");
  for (guint i = 0; i < servers->len; i++)
    cJSON_AddItemToArray (list, server_to_json (g_ptr_array_index (servers, i)));
}

static void
add_team (cJSON *reply, const TeamState *team)
{
  cJSON *json;

  if (!team->named)
    return;
  json = cJSON_AddObjectToObject (reply, "team");
  cJSON_AddBoolToObject (json, "away", team->away);
  if (team->shared_at > 0)
    json_add_time (json, "shared", team->shared_at);
}

char *
status_reply (gint64 id, const Sources *sources, const TeamState *team)
{
  g_autoptr (cJSON) reply = reply_new (id, "status");
  cJSON *problems = cJSON_CreateArray ();

  add_store (reply, problems, sources->store);
  add_profile (reply, problems, sources->profile);
  add_team (reply, team);
  cJSON_AddItemToObject (reply, "problems", problems);
  return json_print (reply);
}

static char *
dismissal_print (const Dismissal *dismissal)
{
  g_autoptr (cJSON) json = cJSON_CreateObject ();
  g_autoptr (GDateTime) since = g_date_time_new_from_unix_utc (dismissal->since);
  g_autofree char *time = since != NULL ? g_date_time_format_iso8601 (since) : NULL;

  json_add_string (json, "code", dismissal->code);
  json_add_string (json, "address", dismissal->key);
  json_add_string (json, "since", time != NULL ? time : "1970-01-01T00:00:00Z");
  return json_print (json);
}

char *
status_dismissals (gint64 id, const GPtrArray *list)
{
  g_autoptr (cJSON) reply = reply_new (id, "dismissals");
  GString *elements = g_string_new ("[");

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *text = dismissal_print (g_ptr_array_index (list, i));
      if (elements->len + strlen (text) + HEAD_ROOM > FRAME_MAX_REPLY)
        break;
      g_string_append_printf (elements, "%s%s", i > 0 ? "," : "", text);
    }
  g_string_append_c (elements, ']');
  cJSON_AddRawToObject (reply, "dismissals", elements->str);
  g_string_free (elements, TRUE);
  return json_print (reply);
}
