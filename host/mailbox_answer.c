/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mailbox_answer.h"

#define MAX_SERVER 1000
#define MAX_PAUSE (24 * 60 * 60)
#define MAX_REPLY 400 /* characters, as much as is quoted of a bounce */

Mailbox *
mailbox_new (MailboxVerdict verdict, const char *server, const char *reply)
{
  Mailbox *mailbox = g_new0 (Mailbox, 1);

  mailbox->verdict = verdict;
  mailbox->server = g_strdup (server);
  if (reply != NULL)
    mailbox->reply = g_utf8_make_valid (reply, -1);
  if (reply != NULL && g_utf8_strlen (mailbox->reply, -1) > MAX_REPLY)
    *g_utf8_offset_to_pointer (mailbox->reply, MAX_REPLY) = '\0';
  return mailbox;
}

void
mailbox_free (Mailbox *mailbox)
{
  if (mailbox == NULL)
    return;
  g_free (mailbox->server);
  g_free (mailbox->reply);
  g_free (mailbox);
}

cJSON *
mailbox_to_json (const Mailbox *mailbox)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "verdict", mailbox_verdict_name (mailbox->verdict));
  if (mailbox->server != NULL)
    json_add_string (object, "server", mailbox->server);
  if (mailbox->reply != NULL)
    json_add_string (object, "reply", mailbox->reply);
  if (mailbox->pause > 0)
    cJSON_AddNumberToObject (object, "pause", MIN (mailbox->pause, MAX_PAUSE));
  return object;
}

Mailbox *
mailbox_from_json (const cJSON *json, GError **error)
{
  g_autoptr (Mailbox) mailbox = g_new0 (Mailbox, 1);
  JsonReader reader;

  json_reader_init (&reader, json, NULL, error);
  mailbox->verdict = (MailboxVerdict) json_reader_choice (&reader, "verdict", JSON_REQUIRED,
                                                          mailbox_verdict_names, MAILBOX_failed);
  mailbox->server = g_strdup (json_reader_string (&reader, "server", JSON_OPTIONAL, 0, MAX_SERVER));
  mailbox->reply = g_strdup (json_reader_string (&reader, "reply", JSON_OPTIONAL, 0, MAX_REPLY));
  mailbox->pause = (guint) json_reader_integer (&reader, "pause", JSON_OPTIONAL, 0, MAX_PAUSE, 0);
  return json_reader_finish (&reader) ? g_steal_pointer (&mailbox) : NULL;
}
