/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/name_set.h"
#include "mail/address_domain.h"
#include "mail/free_mail.h"

/* "yahoo.co.jp" is listed as "yahoo.*". */
static gboolean
brand_is_listed (const char *registrable)
{
  char brand[64];
  const char *dot = strchr (registrable, '.');
  gsize length = dot != NULL ? (gsize) (dot - registrable) : 0;

  if (length == 0 || length > sizeof brand - sizeof ".*")
    return FALSE;
  memcpy (brand, registrable, length);
  memcpy (brand + length, ".*", sizeof ".*");
  return name_set_contains (&free_mail_domains, brand);
}

gboolean
free_mail_has_domain (const char *domain)
{
  return name_set_contains (&free_mail_domains, domain)
         || (domain_has_known_tld (domain, strlen (domain)) && brand_is_listed (domain));
}

gboolean
free_mail_has_names (const char *domain, const char *registrable)
{
  return name_set_contains (&free_mail_domains, domain)
         || (registrable != domain && name_set_contains (&free_mail_domains, registrable))
         || brand_is_listed (registrable);
}
