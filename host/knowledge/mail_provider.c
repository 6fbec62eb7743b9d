/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "knowledge/mail_provider.h"
#include "knowledge/name_set.h"

static const MailProvider providers[] = {
#define PROVIDER(domain, millions, label) { domain, millions, LABEL_##label },
#include "knowledge/mail_providers.def"
#undef PROVIDER
};

static const Typosquat typosquats[] = {
#define TYPOSQUAT(typed, meant) { typed, meant },
#include "knowledge/typosquats.def"
#undef TYPOSQUAT
};

static gpointer
build_index (gpointer unused)
{
  DomainIndex *index = domain_index_new ();
  double all = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    all += providers[i].millions;
  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    domain_index_add (index, providers[i].domain,
                      log (MAIL_PROVIDER_SHARE * providers[i].millions / all), providers[i].label);
  domain_index_finish (index);
  return index;
}

const DomainIndex *
mail_provider_index (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, build_index, NULL);
}

gboolean
mail_provider_is_real (const char *domain)
{
  return name_set_contains (&real_domains, domain) || name_set_contains (&free_mail_domains, domain)
         || domain_index_has (mail_provider_index (), domain);
}

static int
typosquat_compare (const void *key, const void *row)
{
  return strcmp (key, ((const Typosquat *) row)->typed);
}

const char *
mail_provider_of_typosquat (const char *domain)
{
  const Typosquat *found = bsearch (domain, typosquats, G_N_ELEMENTS (typosquats),
                                    sizeof typosquats[0], typosquat_compare);

  return found != NULL ? found->meant : NULL;
}

const MailProvider *
mail_provider_rows (guint *ret_length)
{
  *ret_length = G_N_ELEMENTS (providers);
  return providers;
}

const Typosquat *
mail_provider_typosquats (guint *ret_length)
{
  *ret_length = G_N_ELEMENTS (typosquats);
  return typosquats;
}
