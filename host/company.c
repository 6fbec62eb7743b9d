/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "company.h"
#include "knowledge/name_set.h"

const char *
company_label (const Address *address, gsize *ret_length)
{
  if (address->ascii_domain == NULL || address->is_free_mail)
    return NULL;
  *ret_length = strcspn (address->registrable, ".");
  return address->registrable;
}

/* Before it is asked whether either is free mail, which costs more. */
static gboolean
labels_are_equal (const Address *a, const Address *b)
{
  gsize length;

  if (a->ascii_domain == NULL || b->ascii_domain == NULL)
    return FALSE;
  length = strcspn (a->registrable, ".");
  return strncmp (a->registrable, b->registrable, length) == 0
         && (b->registrable[length] == '.' || b->registrable[length] == '\0');
}

gboolean
company_same (const Address *a, const Address *b)
{
  return labels_are_equal (a, b) && !a->is_free_mail && !b->is_free_mail;
}

gboolean
company_is_own (const CheckInput *in, const Address *address)
{
  const Address *from = in->message->from;

  if (address->ascii_domain == NULL)
    return FALSE;
  if (policy_set_matches (in->policy->own_domains, address->ascii_domain, NULL))
    return TRUE;
  return from != NULL && company_same (from, address);
}

gboolean
company_is_outside (const CheckInput *in, const Recipient *recipient)
{
  return recipient->field != FIELD_REPLY_TO && recipient->address->ascii_domain != NULL
         && !company_is_own (in, recipient->address);
}

gboolean
company_is_addressed (const Message *message)
{
  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (message->recipients, i);
      gsize length = 0;
      if (recipient->field != FIELD_REPLY_TO && company_label (recipient->address, &length) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
company_is_world_wide (const Address *address)
{
  gsize length = 0;
  const char *label = company_label (address, &length);

  return label != NULL && name_set_contains_n (&world_wide_groups, label, length);
}
