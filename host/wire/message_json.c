/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/message_json.h"

#define MAX_IDENTITY 200
#define MAX_NAME 1000
#define MAX_ADDRESS 2000
#define MAX_SUBJECT 10000
#define MAX_BODY 262144
#define MAX_CONTACTS 5000

static void
replace_string (char **string, const char *value)
{
  if (value == NULL)
    return;
  g_free (*string);
  *string = g_strdup (value);
}

static gboolean
read_from (Message *message, const cJSON *json, const JsonPlace *parent, GError **error)
{
  JsonPlace place = { parent, "from", 0 };
  const char *identity, *name, *address;
  JsonReader reader;

  if (json == NULL)
    return TRUE;
  json_reader_init (&reader, json, &place, error);
  identity = json_reader_string (&reader, "identity", JSON_OPTIONAL, 0, MAX_IDENTITY);
  name = json_reader_string (&reader, "name", JSON_OPTIONAL, 0, MAX_NAME);
  address = json_reader_string (&reader, "address", JSON_OPTIONAL, 0, MAX_ADDRESS);
  if (!json_reader_finish (&reader))
    return FALSE;
  replace_string (&message->identity, identity);
  if (address == NULL)
    return TRUE;
  message->from = address_read (address);
  replace_string (&message->from->display_name, name);
  return TRUE;
}

static gboolean
read_contact (Message *message, const cJSON *json, const JsonPlace *place, GError **error)
{
  Contact *contact = g_new0 (Contact, 1);
  JsonReader reader;

  json_reader_init (&reader, json, place, error);
  contact->address
      = g_strdup (json_reader_string (&reader, "address", JSON_REQUIRED, 0, MAX_ADDRESS));
  contact->name = g_strdup (json_reader_string (&reader, "name", JSON_OPTIONAL, 0, MAX_NAME));
  contact->organisation
      = g_strdup (json_reader_string (&reader, "organisation", JSON_OPTIONAL, 0, MAX_NAME));
  contact->country = g_strdup (json_reader_string (&reader, "country", JSON_OPTIONAL, 0, 200));
  contact->phone = g_strdup (json_reader_string (&reader, "phone", JSON_OPTIONAL, 0, 200));
  message_add_contact (message, contact);
  return json_reader_finish (&reader);
}

static gboolean
read_contacts (Message *message, const cJSON *array, const JsonPlace *parent, GError **error)
{
  JsonPlace list = { parent, "contacts", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    if (!read_contact (message, element, &place, error))
      return FALSE;
    place.index++;
  }
  return TRUE;
}

static gboolean
read_recipients (Message *message, RecipientField field, const cJSON *array,
                 const JsonPlace *parent, GError **error)
{
  JsonPlace list = { parent, recipient_field_name (field), 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    const char *input = json_element_string (element, &place, 0, JSON_MAX_RECIPIENT_LENGTH, error);
    if (input == NULL)
      return FALSE;
    message_add_recipient (message, field, place.index, input, NULL);
    if (message->recipients->len > MESSAGE_MAX_RECIPIENTS)
      {
        json_place_error (&place, error, LASTMILE_ERROR_field_length,
                          "the message has more than %u recipients", MESSAGE_MAX_RECIPIENTS);
        return FALSE;
      }
    place.index++;
  }
  return TRUE;
}

static gboolean
read_original (Message *message, const cJSON *array, const JsonPlace *parent, GError **error)
{
  JsonPlace list = { parent, "original", 0 };
  JsonPlace place = { &list, NULL, 0 };
  const cJSON *element;

  cJSON_ArrayForEach (element, array)
  {
    const char *input = json_element_string (element, &place, 0, JSON_MAX_RECIPIENT_LENGTH, error);
    GPtrArray *addresses;

    if (input == NULL)
      return FALSE;
    addresses = address_list_read (input);
    for (guint i = 0; i < addresses->len && message->original->len < MESSAGE_MAX_RECIPIENTS; i++)
      g_ptr_array_add (message->original, g_steal_pointer (&g_ptr_array_index (addresses, i)));
    g_ptr_array_unref (addresses);
    place.index++;
  }
  return TRUE;
}

Message *
message_from_json (const cJSON *json, const JsonPlace *place, GError **error)
{
  static const char *const kinds[] = { "new", "reply", "forward", NULL };
  g_autoptr (Message) message = message_new ();
  const cJSON *from, *original, *contacts, *fields[N_FIELDS];
  JsonReader reader;

  json_reader_init (&reader, json, place, error);
  from = json_reader_object (&reader, "from", JSON_OPTIONAL);
  for (RecipientField field = FIELD_TO; field < N_FIELDS; field++)
    fields[field] = json_reader_array (&reader, recipient_field_name (field), JSON_OPTIONAL, 0,
                                       JSON_MAX_RECIPIENTS);
  replace_string (&message->subject,
                  json_reader_string (&reader, "subject", JSON_OPTIONAL, 0, MAX_SUBJECT));
  replace_string (&message->body, json_reader_string (&reader, "body", JSON_OPTIONAL, 0, MAX_BODY));
  message->kind
      = (MessageKind) json_reader_choice (&reader, "kind", JSON_OPTIONAL, kinds, MESSAGE_NEW);
  original = json_reader_array (&reader, "original", JSON_OPTIONAL, 0, JSON_MAX_RECIPIENTS);
  contacts = json_reader_array (&reader, "contacts", JSON_OPTIONAL, 0, MAX_CONTACTS);
  if (!json_reader_finish (&reader) || !read_from (message, from, place, error)
      || !read_contacts (message, contacts, place, error)
      || !read_original (message, original, place, error))
    return NULL;
  for (RecipientField field = FIELD_TO; field < N_FIELDS; field++)
    if (!read_recipients (message, field, fields[field], place, error))
      return NULL;
  return g_steal_pointer (&message);
}
