/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "spf_advice.h"
#include "evidence/dns.h"
#include "knowledge/spf_include.h"

AnswerState
spf_advice (Evidence *evidence, const char *domain, char **ret_record)
{
  const DnsAnswer *answer;
  const char *include = NULL;
  AnswerState state = dns_ask (evidence, DNS_MX, domain, &answer);

  *ret_record = NULL;
  if (state == ANSWER_PENDING)
    return state;
  if (state != ANSWER_KNOWN || answer->records->len == 0)
    return ANSWER_KNOWN;
  for (guint i = 0; i < answer->records->len && include == NULL; i++)
    include = spf_include_of_mx (dns_answer_record (answer, i)->name);
  *ret_record = include != NULL ? g_strdup_printf ("v=spf1 include:%s ~all", include)
                                : g_strdup ("v=spf1 mx ~all");
  return ANSWER_KNOWN;
}

char *
spf_advice_add (const char *record, const char *term)
{
  const gsize version = strlen ("v=spf1");

  return g_strdup_printf ("%.*s %s%s", (int) version, record, term, record + version);
}

char *
spf_advice_for_server (char *record, const char *includes)
{
  g_autofree char *owned = record;
  g_auto (GStrv) names = g_strsplit (includes, " ", -1);
  g_autofree char *term = g_strconcat ("include:", names[0], NULL);

  if (record == NULL)
    return g_strdup_printf ("v=spf1 %s ~all", term);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *there = g_strdup_printf (" include:%s ", names[i]);
      if (strstr (record, there) != NULL)
        return g_steal_pointer (&owned);
    }
  return spf_advice_add (record, term);
}
