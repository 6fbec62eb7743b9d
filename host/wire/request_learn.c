/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/message_json.h"
#include "wire/request_inside.h"

#define MAX_MAILS 1000

static void
learned_mail_clear (gpointer mail)
{
  g_ptr_array_unref (((LearnedMail *) mail)->recipients);
}

static gboolean
read_recipients (GPtrArray *ret_recipients, const cJSON *array, const JsonPlace *mail,
                 GError **error)
{
  JsonPlace list = { mail, "recipients", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    const char *text = json_element_string (element, &place, 0, JSON_MAX_RECIPIENT_LENGTH, error);
    if (text == NULL)
      return FALSE;
    g_ptr_array_add (ret_recipients, (char *) text);
    place.index++;
  }
  return TRUE;
}

static gboolean
read_mail (GArray *mails, const cJSON *json, const JsonPlace *place, GError **error)
{
  LearnedMail mail = { NULL };
  const cJSON *recipients;
  JsonReader reader;

  json_reader_init (&reader, json, place, error);
  recipients = json_reader_array (&reader, "recipients", JSON_REQUIRED, 0, JSON_MAX_RECIPIENTS);
  mail.message_id
      = json_reader_string (&reader, "message_id", JSON_REQUIRED, 1, REQUEST_MAX_MESSAGE_ID);
  mail.at = json_reader_time (&reader, "at");
  if (!json_reader_finish (&reader))
    return FALSE;
  mail.recipients = g_ptr_array_new ();
  g_array_append_val (mails, mail);
  return read_recipients (mail.recipients, recipients, place, error);
}

gboolean
request_read_learn_sent (Request *request, JsonReader *reader, GError **error)
{
  JsonPlace list = { NULL, "mails", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *mails = json_reader_array (reader, "mails", JSON_REQUIRED, 0, MAX_MAILS);
  const cJSON *element;

  if (!json_reader_finish (reader))
    return TRUE;
  request->part = g_array_new (FALSE, FALSE, sizeof (LearnedMail));
  request->part_free = (GDestroyNotify) g_array_unref;
  g_array_set_clear_func (request->part, learned_mail_clear);
  cJSON_ArrayForEach (element, mails)
  {
    if (!read_mail (request->part, element, &place, error))
      return FALSE;
    place.index++;
  }
  return TRUE;
}
