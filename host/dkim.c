/* SPDX-License-Identifier: MPL-2.0 */
#include "dkim.h"
#include "evidence/dns.h"

/* Google; Microsoft 365; SendGrid; Mailchimp; iCloud; Fastmail; Proton; Zoho; and what
 * administrators take. */
static const char *const usual[] = {
  "google", "selector1", "selector2", "s1",   "s2",         "k1",      "k2",   "k3",   "sig1",
  "fm1",    "fm2",       "fm3",       "zoho", "protonmail", "default", "dkim", "mail", "smtp",
};

gboolean
dkim_key_is_weak (const DkimKey *key)
{
  return key->algorithm == DKIM_RSA && key->bits > 0 && key->bits < DKIM_MIN_RSA_BITS;
}

AnswerState
dkim_find (Evidence *evidence, const char *domain, const char *selector,
           DkimDiscovery *ret_discovery)
{
  g_autofree char *name = g_strconcat (selector, "._domainkey.", domain, NULL);
  const DnsAnswer *answer;
  AnswerState state = dns_ask (evidence, DNS_TXT, name, &answer);

  if (state != ANSWER_KNOWN)
    return state;
  for (guint i = 0; i < answer->records->len; i++)
    {
      const DnsRecord *record = dns_answer_record (answer, i);
      if (!dkim_key_is_one (record->text, record->text_length))
        continue;
      ret_discovery->selector = g_strdup (selector);
      ret_discovery->text = g_strndup (record->text, record->text_length);
      dkim_key_read (record->text, record->text_length, &ret_discovery->key, &ret_discovery->fault);
      break;
    }
  return ANSWER_KNOWN;
}

/* How much a key found by trial is worth telling; 0: not at all. */
static guint
weight_of (const DkimDiscovery *found)
{
  if (found->selector == NULL || found->key.revoked)
    return 0;
  if (dkim_key_is_weak (&found->key))
    return 3;
  return found->fault.what == NULL ? 2 : 1;
}

AnswerState
dkim_search (Evidence *evidence, const char *domain, DkimDiscovery *ret_discovery)
{
  g_auto (DkimDiscovery) best = { 0 };
  AnswerState unsure = ANSWER_KNOWN;

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_auto (DkimDiscovery) found = { 0 };
      AnswerState state = dkim_find (evidence, domain, usual[i], &found);

      if (state != ANSWER_KNOWN)
        unsure = unsure == ANSWER_PENDING ? unsure : state;
      else if (weight_of (&found) > weight_of (&best))
        {
          DkimDiscovery swap = best;
          best = found;
          found = swap;
        }
    }
  if (unsure == ANSWER_PENDING || (unsure != ANSWER_KNOWN && weight_of (&best) < 2))
    return unsure;
  if (weight_of (&best) > 0)
    {
      *ret_discovery = best;
      best = (DkimDiscovery){ 0 };
    }
  return ANSWER_KNOWN;
}

void
dkim_discovery_clear (DkimDiscovery *discovery)
{
  g_free (discovery->selector);
  g_free (discovery->text);
  *discovery = (DkimDiscovery){ 0 };
}
