/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include "evidence/correspondents.h"
#include "known_domains.h"
#include "knowledge/mail_provider.h"

/* How often a recipient is meant to be at one of these. */
#define OWN_SHARE 0.02
#define DIRECTORY_SHARE 0.001

static const DomainIndex *
policy_index (const Policy *policy)
{
  Policy *cache = (Policy *) policy; /* all that a policy in force may still change */
  GHashTableIter iter;
  gpointer domain;

  if (policy->domain_index != NULL)
    return policy->domain_index;
  cache->domain_index = domain_index_new ();
  g_hash_table_iter_init (&iter, policy->own_domains);
  while (g_hash_table_iter_next (&iter, &domain, NULL))
    domain_index_add (cache->domain_index, domain, log (OWN_SHARE), LABEL_UNKNOWN);
  for (guint i = 0; i < policy->directory->len; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (policy->directory, i);
      for (char **at = entry->domains; at != NULL && *at != NULL; at++)
        if (!g_hash_table_contains (policy->own_domains, *at))
          domain_index_add (cache->domain_index, *at, log (DIRECTORY_SHARE), LABEL_UNKNOWN);
    }
  domain_index_finish (cache->domain_index);
  return policy->domain_index;
}

static const DomainIndex *
from_index (const Message *message)
{
  Message *cache = (Message *) message; /* all that a message under check may still change */
  const Address *from = message->from;

  if (message->from_index != NULL || from == NULL || from->ascii_domain == NULL)
    return message->from_index;
  cache->from_index = domain_index_new ();
  if (!from->is_free_mail)
    domain_index_add (cache->from_index, from->registrable, log (OWN_SHARE), LABEL_UNKNOWN);
  domain_index_finish (cache->from_index);
  return message->from_index;
}

void
known_domains_get (const CheckInput *in, KnownDomains *ret_known)
{
  const Correspondents *correspondents;

  *ret_known = (KnownDomains){ .indexes = { NULL } };
  if (evidence_correspondents (in->evidence, "", &correspondents) == ANSWER_KNOWN)
    ret_known->indexes[KNOWN_CORRESPONDENTS] = correspondents_index (correspondents);
  ret_known->indexes[KNOWN_POLICY] = policy_index (in->policy);
  ret_known->indexes[KNOWN_FROM] = from_index (in->message);
  ret_known->indexes[KNOWN_PROVIDERS] = mail_provider_index ();
}

static gboolean
is_known (const CheckInput *in, const Correspondents *correspondents, const char *domain)
{
  const DomainIndex *from = from_index (in->message);

  return (correspondents != NULL && correspondents_at_domain (correspondents, domain) > 0)
         || (from != NULL && domain_index_has (from, domain))
         || domain_index_has (policy_index (in->policy), domain) || mail_provider_is_real (domain);
}

AnswerState
known_domains_have (const CheckInput *in, const Address *address, gboolean *ret_real)
{
  const Correspondents *correspondents;
  AnswerState state = evidence_correspondents (in->evidence, "", &correspondents);
  const char *domain = address->ascii_domain;

  if (state != ANSWER_PENDING)
    *ret_real
        = address->is_suffix || is_known (in, correspondents, domain)
          || (address->registrable != domain && is_known (in, correspondents, address->registrable))
          || policy_set_matches (in->policy->own_domains, domain, NULL);
  return state;
}

gboolean
known_domains_in_directory (const Policy *policy, const Address *address)
{
  if (address->ascii_domain == NULL
      || policy_set_matches (policy->own_domains, address->ascii_domain, NULL))
    return FALSE;
  return domain_index_has (policy_index (policy), address->ascii_domain)
         || domain_index_has (policy_index (policy), address->registrable);
}

gboolean
known_domain_is_own (const CheckInput *in, KnownSource source, const char *domain)
{
  return source == KNOWN_FROM
         || (source == KNOWN_POLICY && g_hash_table_contains (in->policy->own_domains, domain));
}
