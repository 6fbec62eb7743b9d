/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "company.h"
#include "country_home.h"
#include "knowledge/tld_country.h"

gboolean
country_home_entry_is_of (const DirectoryEntry *entry, const Recipient *recipient)
{
  const char *names[] = { recipient->address->display_name,
                          recipient->contact != NULL ? recipient->contact->organisation : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && g_ascii_strcasecmp (names[i], entry->company) == 0)
      return TRUE;
  return FALSE;
}

/* The one domain that the directory has for the firm. */
static const char *
directory_domain (const CheckInput *in)
{
  for (guint i = 0; i < in->policy->directory->len; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (in->policy->directory, i);
      if (country_home_entry_is_of (entry, in->recipient) && entry->domains != NULL
          && g_strv_length (entry->domains) == 1)
        return entry->domains[0];
    }
  return NULL;
}

static gboolean
list_has_domain (const GPtrArray *addresses, const char *domain)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const Address *address = g_ptr_array_index (addresses, i);
      if (g_strcmp0 (address->ascii_domain, domain) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
recipients_have_domain (const GPtrArray *recipients, const char *domain)
{
  for (guint i = 0; i < recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (recipients, i);
      if (g_strcmp0 (recipient->address->ascii_domain, domain) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
domain_is_known (const CheckInput *in, const char *domain, const Correspondents *correspondents)
{
  return (correspondents != NULL && correspondents_at_domain (correspondents, domain) > 0)
         || recipients_have_domain (in->message->recipients, domain)
         || list_has_domain (in->message->original, domain);
}

char *
country_home_domain (const CheckInput *in, Country country, const Correspondents *correspondents)
{
  static const char *const levels[] = { "", "co.", "com." };
  const char *listed = directory_domain (in);
  gsize length = 0;
  const char *label = company_label (in->recipient->address, &length);
  char tld[3];

  if (listed != NULL)
    return g_strdup (listed);
  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *domain = g_strdup_printf ("%.*s.%s%s", (int) length, label, levels[i],
                                                 tld_of_country (country, tld));
      if (domain_is_known (in, domain, correspondents))
        return g_steal_pointer (&domain);
    }
  return NULL;
}
