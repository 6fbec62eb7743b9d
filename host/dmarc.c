/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "dmarc.h"

#define MAX_NAMES 8 /* questions of one walk (4.10) */

/* The walk: the domain, then its parents. */
typedef struct
{
  const char *names[MAX_NAMES];
  const DnsRecord *records[MAX_NAMES]; /* NULL: none that counts */
  DmarcRecord read[MAX_NAMES];
  guint length;
} Walk;

static guint
count_labels (const char *domain)
{
  guint labels = 1;
  for (const char *c = domain; *c != '\0'; c++)
    labels += *c == '.';
  return labels;
}

static const char *
parent_of (const char *domain)
{
  const char *dot = strchr (domain, '.');
  return dot != NULL && dot[1] != '\0' ? dot + 1 : NULL;
}

/* A domain of more than eight labels goes on with the last seven. */
static void
walk_names (Walk *walk, const char *domain)
{
  const char *name = domain;

  while (name != NULL && walk->length < MAX_NAMES)
    {
      walk->names[walk->length++] = name;
      do
        name = parent_of (name);
      while (name != NULL && count_labels (name) >= MAX_NAMES);
    }
}

static AnswerState
ask (Evidence *evidence, const char *domain, const DnsAnswer **ret_answer)
{
  g_autofree char *name = g_strconcat ("_dmarc.", domain, NULL);
  return dns_ask (evidence, DNS_TXT, name, ret_answer);
}

/* The one record of an answer, or NULL; *ret_count: how many there are. */
static const DnsRecord *
select_record (const DnsAnswer *answer, guint *ret_count)
{
  const DnsRecord *found = NULL;

  *ret_count = 0;
  for (guint i = 0; i < answer->records->len; i++)
    {
      const DnsRecord *record = dns_answer_record (answer, i);
      if (dmarc_record_is_one (record->text, record->text_length))
        {
          found = record;
          (*ret_count)++;
        }
    }
  return *ret_count == 1 ? found : NULL;
}

static void
note_attempt (const DnsAnswer *answer, DmarcDiscovery *discovery)
{
  for (guint i = 0; i < answer->records->len && discovery->attempt == NULL; i++)
    {
      const DnsRecord *record = dns_answer_record (answer, i);
      if (dmarc_record_is_attempt (record->text, record->text_length))
        discovery->attempt = g_strndup (record->text, record->text_length);
    }
}

/* Asks from the domain upwards, until a record says that it is the last. Where the policy is looked
 * for (@discovery), a record at the domain itself decides, whatever stands above it. */
static AnswerState
walk_up (Evidence *evidence, Walk *walk, DmarcDiscovery *discovery)
{
  for (guint i = 0; i < walk->length; i++)
    {
      const DnsAnswer *answer;
      TagFault fault;
      guint count;
      AnswerState state = ask (evidence, walk->names[i], &answer);

      if (state != ANSWER_KNOWN)
        return state;
      walk->records[i] = select_record (answer, &count);
      if (i == 0 && discovery != NULL && count > 1)
        discovery->several = count;
      if (i == 0 && discovery != NULL && count == 0)
        note_attempt (answer, discovery);
      if (walk->records[i] == NULL)
        continue;
      dmarc_record_read (walk->records[i]->text, walk->records[i]->text_length, &walk->read[i],
                         &fault);
      if ((i == 0 && discovery != NULL) || walk->read[i].psd != 'u')
        walk->length = i + 1;
    }
  return ANSWER_KNOWN;
}

/* The whole walk, from @domain on. */
static AnswerState
take_walk (Evidence *evidence, const char *domain, Walk *walk, DmarcDiscovery *discovery)
{
  const DnsAnswer *ahead;

  walk_names (walk, domain);
  for (guint i = 0; i < walk->length; i++)
    ask (evidence, walk->names[i], &ahead); /* all at once: a round, not a round each */
  return walk_up (evidence, walk, discovery);
}

/* 4.10.1, 4.10.2: the domain's own record; that of the organizational domain; that of the public
 * suffix. Returns its place, or -1. */
static int
choose (const Walk *walk)
{
  int last = (int) walk->length - 1;

  if (walk->records[0] != NULL)
    return 0;
  while (last >= 0 && walk->records[last] == NULL)
    last--;
  if (last > 1 && walk->read[last].psd == 'y' && walk->records[last - 1] != NULL)
    last--;
  return last;
}

AnswerState
dmarc_discover (Evidence *evidence, const char *domain, DmarcDiscovery *ret_discovery)
{
  g_auto (DmarcDiscovery) discovery = { 0 };
  Walk walk = { .length = 0 };
  const DnsRecord *record;
  AnswerState state = take_walk (evidence, domain, &walk, &discovery);
  int chosen;

  if (state != ANSWER_KNOWN)
    return state;
  chosen = choose (&walk);
  if (chosen >= 0)
    {
      record = walk.records[chosen];
      discovery.found = TRUE;
      discovery.domain = g_strdup (walk.names[chosen]);
      discovery.text = g_strndup (record->text, record->text_length);
      dmarc_record_read (record->text, record->text_length, &discovery.record, &discovery.fault);
    }
  *ret_discovery = discovery;
  discovery = (DmarcDiscovery){ 0 };
  return ANSWER_KNOWN;
}

AnswerState
dmarc_organization (Evidence *evidence, const char *domain, const char **ret_organization)
{
  Walk walk = { .length = 0 };
  AnswerState state = take_walk (evidence, domain, &walk, NULL);
  int last = (int) walk.length - 1;

  if (state != ANSWER_KNOWN)
    return state;
  while (last > 0 && walk.records[last] == NULL)
    last--;
  if (last > 0 && walk.read[last].psd == 'y')
    last--;
  *ret_organization = walk.names[last];
  return ANSWER_KNOWN;
}

DmarcPolicy
dmarc_policy_of (const DmarcDiscovery *discovery, const char *domain)
{
  if (!discovery->found)
    return DMARC_NONE;
  return strcmp (discovery->domain, domain) == 0 ? discovery->record.policy
                                                 : discovery->record.subdomain_policy;
}

void
dmarc_discovery_clear (DmarcDiscovery *discovery)
{
  g_free (discovery->domain);
  g_free (discovery->text);
  g_free (discovery->attempt);
  *discovery = (DmarcDiscovery){ 0 };
}
