/* SPDX-License-Identifier: MPL-2.0 */
#include <libpsl.h>
#include <string.h>
#include "knowledge/smtp_provider.h"

const SmtpProvider smtp_providers[] = {
#define PROVIDER(domains, hosts, ways, accounts, login, company)                                   \
  { domains, hosts, ways, SMTP_ACCOUNTS_##accounts, SMTP_LOGIN_##login, company },
#include "knowledge/smtp_provider.def"
#undef PROVIDER
};
const gsize n_smtp_providers = G_N_ELEMENTS (smtp_providers);

/* --- Lists of words --- */

/* The next word of *list, its length in *ret_length, or NULL at the end. */
static const char *
next_word (const char **list, gsize *ret_length)
{
  const char *word = *list + strspn (*list, " ");

  *ret_length = strcspn (word, " ");
  *list = word + *ret_length;
  return *ret_length > 0 ? word : NULL;
}

static gboolean
list_has (const char *list, const char *text)
{
  gsize length;
  const char *word;

  while ((word = next_word (&list, &length)) != NULL)
    if (strlen (text) == length && strncmp (word, text, length) == 0)
      return TRUE;
  return FALSE;
}

/* --- Looking up --- */

gboolean
smtp_provider_has_host (const SmtpProvider *provider, const char *host)
{
  return list_has (provider->hosts, host);
}

const SmtpProvider *
smtp_provider_of_host (const char *host)
{
  for (gsize i = 0; i < n_smtp_providers; i++)
    if (smtp_provider_has_host (&smtp_providers[i], host))
      return &smtp_providers[i];
  return NULL;
}

/* "yahoo.*" for "yahoo.com.br"; NULL for a domain below a registrable one. */
static char *
brand_of (const char *domain)
{
  const char *suffix = psl_unregistrable_domain (psl_builtin (), domain);
  const char *dot = strchr (domain, '.');

  if (suffix == NULL || dot == NULL || dot + 1 != suffix)
    return NULL;
  return g_strdup_printf ("%.*s.*", (int) (dot - domain), domain);
}

const SmtpProvider *
smtp_provider_of_domain (const char *domain)
{
  g_autofree char *brand = brand_of (domain);

  for (gsize i = 0; i < n_smtp_providers; i++)
    if (list_has (smtp_providers[i].domains, domain)
        || (brand != NULL && list_has (smtp_providers[i].domains, brand)))
      return &smtp_providers[i];
  return NULL;
}

/* Whether one letter more, one less, another one, or two neighbours changed make @a of @b. */
static gboolean
is_one_slip (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize start = 0;

  while (start < a_length && start < b_length && a[start] == b[start])
    start++;
  while (a_length > start && b_length > start && a[a_length - 1] == b[b_length - 1])
    a_length--, b_length--;
  a += start, b += start, a_length -= start, b_length -= start;
  if (a_length == 2 && b_length == 2)
    return a[0] == b[1] && a[1] == b[0];
  return a_length <= 1 && b_length <= 1 && a_length + b_length > 0;
}

const SmtpProvider *
smtp_provider_near_host (const char *host, char **ret_host)
{
  for (gsize i = 0; i < n_smtp_providers; i++)
    {
      const char *list = smtp_providers[i].hosts, *word;
      gsize length;

      while ((word = next_word (&list, &length)) != NULL)
        if (is_one_slip (host, strlen (host), word, length))
          {
            *ret_host = g_strndup (word, length);
            return &smtp_providers[i];
          }
    }
  return NULL;
}

/* --- What it recommends --- */

static SmtpWay
way_read (const char *word)
{
  const char *slash = strchr (word, '/');
  return (SmtpWay){ (guint) g_ascii_strtoull (word, NULL, 10), g_str_has_prefix (slash, "/tls") };
}

gboolean
smtp_provider_has_way (const SmtpProvider *provider, SmtpWay way)
{
  const char *list = provider->ways, *word;
  gsize length;

  while ((word = next_word (&list, &length)) != NULL)
    {
      SmtpWay known = way_read (word);
      if (known.port == way.port && known.tls == way.tls)
        return TRUE;
    }
  return FALSE;
}

char *
smtp_provider_host (const SmtpProvider *provider)
{
  return g_strndup (provider->hosts, strcspn (provider->hosts, " "));
}

SmtpWay
smtp_provider_way (const SmtpProvider *provider)
{
  return way_read (provider->ways);
}
