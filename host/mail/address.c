/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <libpsl.h>
#include "mail/address.h"

void
address_free (Address *address)
{
  if (address == NULL)
    return;
  g_free (address->display_name);
  g_free (address->text);
  g_clear_pointer (&address->faults, g_array_unref);
  g_free (address->repaired);
  g_free (address->local_part);
  g_free (address->domain);
  g_free (address->ascii_domain);
  g_free (address);
}

Address *
address_read (const char *text)
{
  Address *address = g_new0 (Address, 1);
  const char *open = strrchr (text, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  const char *at;

  address->faults = g_array_new (FALSE, TRUE, sizeof (AddressFault));
  if (close != NULL)
    {
      address->display_name = g_strstrip (g_strndup (text, open - text));
      address->text = g_strndup (open + 1, close - open - 1);
    }
  else
    address->text = g_strstrip (g_strdup (text));

  at = strrchr (address->text, '@');
  if (at == NULL)
    return address;
  address->local_part = g_strndup (address->text, at - address->text);
  address->domain = g_ascii_strdown (at + 1, -1);
  address->ascii_domain = g_ascii_strdown (at + 1, -1);
  address->tld = strrchr (address->ascii_domain, '.');
  address->tld = address->tld != NULL ? address->tld + 1 : address->ascii_domain;
  address->registrable = psl_registrable_domain (psl_builtin (), address->ascii_domain);
  if (address->registrable == NULL)
    address->registrable = address->ascii_domain;
  return address;
}

GPtrArray *
address_list_read (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) address_free);
  g_ptr_array_add (list, address_read (text));
  return list;
}

const AddressFault *
address_find_fault (const Address *address, AddressFaultKind kind)
{
  for (guint i = 0; i < address->faults->len; i++)
    {
      const AddressFault *fault = &g_array_index (address->faults, AddressFault, i);
      if (fault->kind == kind)
        return fault;
    }
  return NULL;
}

char *
address_key (const Address *address)
{
  g_autofree char *local = NULL;

  if (address->local_part == NULL || address->ascii_domain == NULL)
    return NULL;
  local = g_utf8_casefold (address->local_part, -1);
  return g_strconcat (local, "@", address->ascii_domain, NULL);
}
