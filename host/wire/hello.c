/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "wire/frame.h"
#include "wire/hello.h"
#include "wire/reply.h"
#include "wire/request.h"

static void
add_capabilities (cJSON *reply)
{
  cJSON *capabilities = cJSON_AddArrayToObject (reply, "capabilities");

  for (RequestType type = 0; type < N_REQUESTS; type++)
    json_append_string (capabilities, request_type_name (type));
}

static void
add_checks (cJSON *reply, const PolicyInForce *in_force)
{
  cJSON *list = cJSON_AddArrayToObject (reply, "checks");

  for (CheckId id = 0; id < N_CHECKS; id++)
    {
      cJSON *row = cJSON_CreateObject ();
      cJSON_AddStringToObject (row, "code", checks[id].id);
      cJSON_AddStringToObject (row, "class", check_class (id));
      cJSON_AddStringToObject (row, "default", severity_name (checks[id].sure));
      cJSON_AddStringToObject (row, "severity", severity_name (in_force->policy->sure[id]));
      cJSON_AddBoolToObject (row, "locked", policy_locks_check (in_force, id));
      cJSON_AddStringToObject (row, "summary", checks[id].summary);
      cJSON_AddItemToArray (list, row);
    }
}

/* Takes @list out of both copies of the policy in the reply. */
static void
drop_list (cJSON *policy, const char *list)
{
  static const char *const copies[] = { "in_force", "user" };

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    cJSON_DeleteItemFromObjectCaseSensitive (cJSON_GetObjectItemCaseSensitive (policy, copies[i]),
                                             list);
}

char *
hello_reply (gint64 id, const PolicyInForce *in_force)
{
  static const char *const lists[] = { "directory", "untrusted", "trusted", "own_domains" };
  g_autoptr (cJSON) reply = reply_new (id, "hello");
  cJSON *policy = policy_in_force_to_json (in_force);
  char *text;

  cJSON_AddNumberToObject (reply, "protocol", LASTMILE_PROTOCOL);
  cJSON_AddStringToObject (reply, "version", LASTMILE_VERSION);
  add_capabilities (reply);
  add_checks (reply, in_force);
  cJSON_AddItemToObject (reply, "policy", policy);
  text = json_print (reply);
  for (guint i = 0; i < G_N_ELEMENTS (lists) && strlen (text) > FRAME_MAX_REPLY; i++)
    {
      drop_list (policy, lists[i]);
      g_free (text);
      text = json_print (reply);
    }
  return text;
}
