/* SPDX-License-Identifier: MPL-2.0 */
#include "message.h"

static void
recipient_free (Recipient *recipient)
{
  g_free (recipient->input);
  address_free (recipient->address);
  g_free (recipient);
}

void
contact_free (Contact *contact)
{
  if (contact == NULL)
    return;
  g_free (contact->address);
  g_free (contact->name);
  g_free (contact->organisation);
  g_free (contact->country);
  g_free (contact->phone);
  g_free (contact);
}

Message *
message_new (void)
{
  Message *message = g_new0 (Message, 1);
  message->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) recipient_free);
  message->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) contact_free);
  message->contact_index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  message->original = g_ptr_array_new_with_free_func ((GDestroyNotify) address_free);
  message->subject = g_strdup ("");
  message->body = g_strdup ("");
  return message;
}

void
message_free (Message *message)
{
  if (message == NULL)
    return;
  g_free (message->identity);
  address_free (message->from);
  domain_index_free (message->from_index);
  g_clear_pointer (&message->domain_judgements, g_hash_table_unref);
  g_ptr_array_unref (message->recipients);
  g_hash_table_unref (message->contact_index);
  g_ptr_array_unref (message->contacts);
  g_ptr_array_unref (message->original);
  g_free (message->subject);
  g_free (message->body);
  g_free (message);
}

void
message_add_recipient (Message *message, RecipientField field, guint index, const char *input,
                       const Contact *contact)
{
  g_autoptr (GPtrArray) addresses = address_list_read (input);

  for (guint i = 0; i < addresses->len; i++)
    {
      Recipient *recipient = g_new0 (Recipient, 1);
      recipient->field = field;
      recipient->index = index;
      recipient->input = g_strdup (input);
      recipient->address = g_steal_pointer (&g_ptr_array_index (addresses, i));
      recipient->contact
          = contact != NULL ? contact : message_find_contact (message, recipient->address->text);
      g_ptr_array_add (message->recipients, recipient);
    }
}

const Contact *
message_add_contact (Message *message, Contact *contact)
{
  g_ptr_array_add (message->contacts, contact);
  if (contact->address != NULL)
    {
      g_autofree char *key = g_ascii_strdown (contact->address, -1);
      if (!g_hash_table_contains (message->contact_index, key))
        g_hash_table_insert (message->contact_index, g_steal_pointer (&key), contact);
    }
  return contact;
}

const Contact *
message_find_contact (const Message *message, const char *address)
{
  g_autofree char *key = NULL;

  if (message->contacts->len == 0)
    return NULL;
  key = g_ascii_strdown (address, -1);
  return g_hash_table_lookup (message->contact_index, key);
}

const char *
recipient_field_name (RecipientField field)
{
  static const char *const names[N_FIELDS] = { "to", "cc", "bcc", "reply_to" };
  return names[field];
}

/* The keys are made only where the domains agree: the original may have hundreds of participants.
 */
gboolean
message_original_has (const Message *message, const Address *address)
{
  for (guint i = 0; i < message->original->len; i++)
    {
      const Address *other = g_ptr_array_index (message->original, i);
      g_autofree char *key = NULL, *other_key = NULL;

      if (g_strcmp0 (address->ascii_domain, other->ascii_domain) != 0)
        continue;
      key = address_key (address);
      other_key = address_key (other);
      if (g_strcmp0 (key, other_key) == 0)
        return TRUE;
    }
  return FALSE;
}
