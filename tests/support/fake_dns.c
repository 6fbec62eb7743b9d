/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include "fake_dns.h"

typedef struct
{
  DnsAnswer *answer;
  char *why; /* (nullable) why there is none */
} FakeAnswer;

struct FakeDns
{
  GHashTable *answers; /* "MX example.com" -> FakeAnswer */
  GHashTable *names;   /* set: names that exist */
};

static void
fake_answer_free (FakeAnswer *fake)
{
  dns_answer_unref (fake->answer);
  g_free (fake->why);
  g_free (fake);
}

FakeDns *
fake_dns_new (void)
{
  FakeDns *dns = g_new0 (FakeDns, 1);
  dns->answers
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fake_answer_free);
  dns->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return dns;
}

void
fake_dns_free (FakeDns *dns)
{
  if (dns == NULL)
    return;
  g_hash_table_unref (dns->answers);
  g_hash_table_unref (dns->names);
  g_free (dns);
}

static DnsRecord *
record_read (DnsType type, const char *data)
{
  DnsRecord *record = g_new0 (DnsRecord, 1);
  char *rest;

  switch (type)
    {
    case DNS_A:
      g_assert (inet_pton (AF_INET, data, record->address) == 1);
      break;
    case DNS_AAAA:
      g_assert (inet_pton (AF_INET6, data, record->address) == 1);
      break;
    case DNS_TXT:
      record->text = g_strdup (data);
      record->text_length = strlen (data);
      break;
    case DNS_MX:
      record->preference = (guint16) strtoul (data, &rest, 10);
      g_assert (*rest == ' ');
      record->name = g_strdup (strcmp (rest + 1, ".") == 0 ? "" : rest + 1);
      break;
    case DNS_NS:
    case DNS_PTR:
      record->name = g_strdup (data);
      break;
    }
  return record;
}

void
fake_dns_add (FakeDns *dns, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);
  g_autofree char *key = NULL;
  FakeAnswer *fake;
  DnsType type;

  g_assert (g_strv_length (parts) == 3 && dns_type_from_name (parts[1], strlen (parts[1]), &type));
  key = g_strconcat (parts[1], " ", parts[0], NULL);
  fake = g_hash_table_lookup (dns->answers, key);
  if (fake == NULL)
    {
      fake = g_new0 (FakeAnswer, 1);
      g_hash_table_insert (dns->answers, g_steal_pointer (&key), fake);
    }
  if (g_str_has_prefix (parts[2], "dns_"))
    fake->why = g_strdup (parts[2]);
  else if (strcmp (parts[2], "nxdomain") == 0)
    fake->answer = dns_answer_new (DNS_NXDOMAIN, 60);
  else
    g_hash_table_add (dns->names, g_strdup (parts[0]));
  if (fake->why != NULL || fake->answer == NULL)
    fake->answer = fake->why != NULL ? NULL : dns_answer_new (DNS_NODATA, 60);
  if (fake->answer == NULL || fake->answer->status == DNS_NXDOMAIN
      || strcmp (parts[2], "nodata") == 0)
    return;
  fake->answer->status = DNS_FOUND;
  g_ptr_array_add (fake->answer->records, record_read (type, parts[2]));
}

void
fake_dns_answer (FakeDns *dns, Question *question)
{
  const char *key = question_key (question);
  const FakeAnswer *fake = g_hash_table_lookup (dns->answers, key);
  const char *name = strchr (key, ' ') + 1;
  DnsAnswer *answer;

  if (fake != NULL && fake->why != NULL)
    {
      question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, g_intern_string (fake->why));
      return;
    }
  answer = fake != NULL
               ? dns_answer_ref (fake->answer)
               : dns_answer_new (
                   g_hash_table_contains (dns->names, name) ? DNS_NODATA : DNS_NXDOMAIN, 60);
  question_answer (question, ANSWER_KNOWN, answer, (GDestroyNotify) dns_answer_unref, NULL);
}
