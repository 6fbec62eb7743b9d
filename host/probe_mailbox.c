/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "probe_mailbox.h"

#define SMTP_PORT 25
#define DEADLINE_MS 40000
#define MAX_DEADLINE_MS 120000
#define MAX_ADDRESS 320
#define MAX_NAME 253

MailboxQuestion
mailbox_question_make (const char *address, const char *mail_from, GPtrArray *servers)
{
  return (MailboxQuestion){ g_strdup (address), g_strdup (mail_from), g_ptr_array_ref (servers),
                            SMTP_PORT, DEADLINE_MS };
}

void
mailbox_question_clear (MailboxQuestion *question)
{
  g_clear_pointer (&question->address, g_free);
  g_clear_pointer (&question->mail_from, g_free);
  g_clear_pointer (&question->servers, g_ptr_array_unref);
}

gboolean
mailbox_address_is_plain (const char *address)
{
  for (const char *c = address; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("\"<>\\", *c) != NULL)
      return FALSE;
  return strchr (address, '@') != NULL;
}

static cJSON *
server_to_json (const MailServer *server)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON *addresses;

  json_add_string (object, "name", server->name);
  addresses = cJSON_AddArrayToObject (object, "addresses");
  for (guint i = 0; i < server->addresses->len; i++)
    json_append_string (addresses, server->addresses->pdata[i]);
  return object;
}

cJSON *
mailbox_question_to_json (const MailboxQuestion *question)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON *servers;

  cJSON_AddStringToObject (object, "task", "mailbox");
  json_add_string (object, "address", question->address);
  json_add_string (object, "mail_from", question->mail_from);
  servers = cJSON_AddArrayToObject (object, "servers");
  for (guint i = 0; i < question->servers->len; i++)
    cJSON_AddItemToArray (servers, server_to_json (question->servers->pdata[i]));
  cJSON_AddNumberToObject (object, "port", question->port);
  cJSON_AddNumberToObject (object, "deadline_ms", question->deadline_ms);
  return object;
}

/* --- Reading --- */

static gboolean
read_addresses (const cJSON *array, const JsonPlace *server, GPtrArray *addresses, GError **error)
{
  JsonPlace list = { server, "addresses", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    const char *address = json_element_string (element, &place, 1, MAX_NAME, error);
    if (address == NULL)
      return FALSE;
    g_ptr_array_add (addresses, g_strdup (address));
    place.index++;
  }
  return TRUE;
}

static gboolean
read_server (const cJSON *json, const JsonPlace *place, GPtrArray *servers, GError **error)
{
  const cJSON *addresses;
  const char *name;
  MailServer *server;
  JsonReader reader;

  json_reader_init (&reader, json, place, error);
  name = json_reader_string (&reader, "name", JSON_REQUIRED, 1, MAX_NAME);
  addresses = json_reader_array (&reader, "addresses", JSON_REQUIRED, 1, MAIL_SERVER_MAX_ADDRESSES);
  if (!json_reader_finish (&reader))
    return FALSE;
  server = mail_server_new (name);
  g_ptr_array_add (servers, server);
  return read_addresses (addresses, place, server->addresses, error);
}

static gboolean
read_servers (const cJSON *array, GPtrArray *servers, GError **error)
{
  JsonPlace list = { NULL, "servers", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    if (!read_server (element, &place, servers, error))
      return FALSE;
    place.index++;
  }
  return TRUE;
}

/* An address goes into a command as it is. */
static gboolean
check_plain (const char *name, const char *address, GError **error)
{
  if (mailbox_address_is_plain (address))
    return TRUE;
  json_place_error (&(JsonPlace){ NULL, name, 0 }, error, LASTMILE_ERROR_field_value,
                    "cannot be named in SMTP");
  return FALSE;
}

gboolean
mailbox_question_from_json (const cJSON *json, MailboxQuestion *ret_question, GError **error)
{
  g_auto (MailboxQuestion) question
      = { .servers = g_ptr_array_new_with_free_func ((GDestroyNotify) mail_server_free) };
  const cJSON *servers;
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  json_reader_string (&reader, "task", JSON_REQUIRED, 1, MAX_NAME);
  question.address
      = g_strdup (json_reader_string (&reader, "address", JSON_REQUIRED, 3, MAX_ADDRESS));
  question.mail_from
      = g_strdup (json_reader_string (&reader, "mail_from", JSON_REQUIRED, 0, MAX_ADDRESS));
  servers = json_reader_array (&reader, "servers", JSON_REQUIRED, 1, MAIL_ROUTE_MAX_SERVERS);
  question.port = (guint) json_reader_integer (&reader, "port", JSON_REQUIRED, 1, 65535, 0);
  question.deadline_ms
      = (guint) json_reader_integer (&reader, "deadline_ms", JSON_REQUIRED, 1, MAX_DEADLINE_MS, 1);
  if (!json_reader_finish (&reader) || !check_plain ("address", question.address, error)
      || (*question.mail_from != '\0' && !check_plain ("mail_from", question.mail_from, error))
      || !read_servers (servers, question.servers, error))
    return FALSE;
  *ret_question = question;
  question = (MailboxQuestion){ 0 };
  return TRUE;
}
