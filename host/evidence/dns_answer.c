/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>
#include "evidence/dns_answer.h"

#define MAX_ALIASES 16             /* CNAMEs that one response may chain */
#define MAX_TTL (24 * 60 * 60)     /* seconds */
#define MAX_NEGATIVE_TTL (60 * 60) /* seconds; RFC 2308 5 advises one to three hours */

static const struct
{
  const char *name;
  DnsType type;
} types[] = {
  { "A", DNS_A },   { "NS", DNS_NS },   { "PTR", DNS_PTR },
  { "MX", DNS_MX }, { "TXT", DNS_TXT }, { "AAAA", DNS_AAAA },
};

const char *
dns_type_name (DnsType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].name;
  g_return_val_if_reached ("?");
}

gboolean
dns_type_from_name (const char *name, gsize length, DnsType *ret_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].name) == length && memcmp (types[i].name, name, length) == 0)
      {
        *ret_type = types[i].type;
        return TRUE;
      }
  return FALSE;
}

static void
dns_record_free (DnsRecord *record)
{
  g_free (record->name);
  g_free (record->text);
  g_free (record);
}

DnsAnswer *
dns_answer_new (DnsStatus status, guint ttl)
{
  DnsAnswer *answer = g_new0 (DnsAnswer, 1);

  answer->references = 1;
  answer->status = status;
  answer->ttl = ttl;
  answer->records = g_ptr_array_new_with_free_func ((GDestroyNotify) dns_record_free);
  return answer;
}

DnsAnswer *
dns_answer_ref (DnsAnswer *answer)
{
  answer->references++;
  return answer;
}

void
dns_answer_unref (DnsAnswer *answer)
{
  if (answer == NULL || --answer->references > 0)
    return;
  g_ptr_array_unref (answer->records);
  g_free (answer);
}

const DnsRecord *
dns_answer_record (const DnsAnswer *answer, guint i)
{
  return g_ptr_array_index (answer->records, i);
}

/* --- Reading --- */

/* A domain name within the response, in lower case, from @offset bytes into the data of @rr. */
static char *
read_name (const ns_msg *message, const ns_rr *rr, gsize offset)
{
  char name[NS_MAXDNAME];

  if (offset >= ns_rr_rdlen (*rr)
      || ns_name_uncompress (ns_msg_base (*message), ns_msg_end (*message),
                             ns_rr_rdata (*rr) + offset, name, sizeof name)
             < 0)
    return NULL;
  if (strcmp (name, ".") == 0)
    name[0] = '\0';
  return g_ascii_strdown (name, -1);
}

/* RFC 7208 3.3: the strings of one record are joined without a blank. */
static gboolean
read_text (const ns_rr *rr, DnsRecord *record)
{
  const guint8 *data = ns_rr_rdata (*rr);
  gsize length = ns_rr_rdlen (*rr);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize at = 0; at < length; at += 1 + data[at])
    {
      if (at + 1 + data[at] > length)
        return FALSE;
      g_string_append_len (text, (const char *) data + at + 1, data[at]);
    }
  record->text_length = text->len;
  record->text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static gboolean
read_address (const ns_rr *rr, gsize size, DnsRecord *record)
{
  if (ns_rr_rdlen (*rr) != size)
    return FALSE;
  memcpy (record->address, ns_rr_rdata (*rr), size);
  return TRUE;
}

static gboolean
read_data (const ns_msg *message, const ns_rr *rr, DnsType type, DnsRecord *record)
{
  switch (type)
    {
    case DNS_A:
      return read_address (rr, 4, record);
    case DNS_AAAA:
      return read_address (rr, 16, record);
    case DNS_TXT:
      return read_text (rr, record);
    case DNS_MX:
      if (ns_rr_rdlen (*rr) < 3)
        return FALSE;
      record->preference = ns_get16 (ns_rr_rdata (*rr));
      return (record->name = read_name (message, rr, 2)) != NULL;
    case DNS_NS:
    case DNS_PTR:
      return (record->name = read_name (message, rr, 0)) != NULL;
    }
  return FALSE;
}

static gint
compare_preference (gconstpointer a, gconstpointer b)
{
  const DnsRecord *left = *(const DnsRecord *const *) a, *right = *(const DnsRecord *const *) b;
  return (gint) left->preference - (gint) right->preference;
}

/* Follows the CNAMEs of the answer section from the name of the question. Their least TTL goes into
 * *ttl. NULL if the response is damaged. */
static char *
follow_aliases (ns_msg *message, guint *ttl)
{
  ns_rr rr;
  g_autofree char *name = NULL;

  if (ns_parserr (message, ns_s_qd, 0, &rr) < 0)
    return NULL;
  name = g_ascii_strdown (ns_rr_name (rr), -1);
  for (int i = 0, aliases = 0; i < ns_msg_count (*message, ns_s_an) && aliases < MAX_ALIASES; i++)
    {
      char *target;
      if (ns_parserr (message, ns_s_an, i, &rr) < 0)
        return NULL;
      if (ns_rr_type (rr) != ns_t_cname || g_ascii_strcasecmp (ns_rr_name (rr), name) != 0)
        continue;
      if ((target = read_name (message, &rr, 0)) == NULL)
        return NULL;
      g_free (name);
      name = target;
      *ttl = MIN (*ttl, ns_rr_ttl (rr));
      aliases++;
      i = -1; /* the chain may stand in any order */
    }
  return g_steal_pointer (&name);
}

/* RFC 2308 5: an absence holds for the least of the SOA's own TTL and its MINIMUM field. */
static gboolean
read_negative_ttl (ns_msg *message, guint *ret_ttl)
{
  ns_rr rr;

  for (int i = 0; i < ns_msg_count (*message, ns_s_ns); i++)
    if (ns_parserr (message, ns_s_ns, i, &rr) == 0 && ns_rr_type (rr) == ns_t_soa
        && ns_rr_rdlen (rr) >= 4)
      {
        guint minimum = ns_get32 (ns_rr_rdata (rr) + ns_rr_rdlen (rr) - 4);
        *ret_ttl = MIN (MIN (minimum, ns_rr_ttl (rr)), MAX_NEGATIVE_TTL);
        return TRUE;
      }
  *ret_ttl = 0;
  return FALSE;
}

static gboolean
read_records (ns_msg *message, DnsType type, const char *owner, DnsAnswer *answer)
{
  ns_rr rr;

  for (int i = 0; i < ns_msg_count (*message, ns_s_an); i++)
    {
      DnsRecord *record;
      if (ns_parserr (message, ns_s_an, i, &rr) < 0)
        return FALSE;
      if ((int) ns_rr_type (rr) != (int) type || ns_rr_class (rr) != ns_c_in
          || g_ascii_strcasecmp (ns_rr_name (rr), owner) != 0)
        continue;
      record = g_new0 (DnsRecord, 1);
      g_ptr_array_add (answer->records, record);
      if (!read_data (message, &rr, type, record))
        return FALSE;
      answer->ttl = MIN (answer->ttl, ns_rr_ttl (rr));
    }
  return TRUE;
}

DnsAnswer *
dns_answer_read (const guint8 *bytes, gsize length, DnsType type, char **ret_alias)
{
  ns_msg message;
  int rcode;
  gboolean has_soa;
  g_autofree char *owner = NULL;
  g_autoptr (DnsAnswer) answer = dns_answer_new (DNS_FOUND, MAX_TTL);

  *ret_alias = NULL;
  if (length > G_MAXUINT16 || ns_initparse (bytes, (int) length, &message) < 0
      || ns_msg_count (message, ns_s_qd) != 1)
    return NULL;
  rcode = ns_msg_getflag (message, ns_f_rcode);
  if (rcode != ns_r_noerror && rcode != ns_r_nxdomain)
    return NULL;
  owner = follow_aliases (&message, &answer->ttl);
  if (owner == NULL || !read_records (&message, type, owner, answer))
    return NULL;
  g_ptr_array_sort (answer->records, compare_preference);
  if (answer->records->len > 0)
    return g_steal_pointer (&answer);

  answer->status = rcode == ns_r_nxdomain ? DNS_NXDOMAIN : DNS_NODATA;
  has_soa = read_negative_ttl (&message, &answer->ttl);
  if (answer->status == DNS_NODATA && !has_soa && ns_msg_count (message, ns_s_an) > 0)
    *ret_alias = g_steal_pointer (&owner);
  return g_steal_pointer (&answer);
}
