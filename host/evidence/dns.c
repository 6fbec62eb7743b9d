/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dns.h"
#include "evidence/resolver.h"

#define MAX_LABEL 63
#define MAX_NAME 253

gboolean
dns_is_off (const Evidence *evidence)
{
  const Sources *sources = evidence_sources (evidence);
  return sources->resolver == NULL && sources->no_resolver == NULL
         && sources->fetch[QUESTION_dns] == source_dns;
}

AnswerState
dns_ask (Evidence *evidence, DnsType type, const char *name, const DnsAnswer **ret_answer)
{
  char key[MAX_NAME + 8];
  const char *type_name = dns_type_name (type);
  gsize length = strlen (name), start = strlen (type_name);

  if (length > 0 && name[length - 1] == '.')
    length--;
  /* An overlong name gets a key that no name has; the source answers it. */
  if (length > MAX_NAME)
    length = 0;
  memcpy (key, type_name, start);
  key[start++] = ' ';
  memcpy (key + start, name, length);
  key[start + length] = '\0';
  return evidence_dns (evidence, key, ret_answer);
}

static gboolean
name_is_possible (const char *name)
{
  gsize label = 0;

  for (const char *c = name; *c != '\0'; c++)
    {
      label = *c == '.' ? 0 : label + 1;
      if (label > MAX_LABEL || (*c == '.' && (c == name || c[1] == '.' || c[1] == '\0')))
        return FALSE;
    }
  return *name != '\0';
}

static void
dns_answered (DnsAnswer *answer, const char *why, gpointer data)
{
  Question *question = data;

  if (answer != NULL)
    question_answer (question, ANSWER_KNOWN, dns_answer_ref (answer),
                     (GDestroyNotify) dns_answer_unref, NULL);
  else
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, why);
}

void
source_dns (Sources *sources, Question *question)
{
  const char *key = question_key (question);
  const char *blank = strchr (key, ' ');
  DnsType type;

  if (!dns_type_from_name (key, (gsize) (blank - key), &type))
    g_return_if_reached ();
  if (sources->resolver == NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL,
                     sources->no_resolver != NULL ? sources->no_resolver : "off");
  else if (!name_is_possible (blank + 1))
    question_answer (question, ANSWER_KNOWN, dns_answer_new (DNS_NXDOMAIN, 0),
                     (GDestroyNotify) dns_answer_unref, NULL);
  else
    resolver_ask (sources->resolver, type, blank + 1, dns_answered, question);
}
