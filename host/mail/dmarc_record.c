/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/dmarc_record.h"

#define VERSION "DMARC1"

typedef struct
{
  const char *text;
  GArray *tags;
  TagFault *fault;
} Reader;

static const char *const policies[] = { "none", "quarantine", "reject", NULL };
static const char *const modes[] = { "r", "s", NULL };
static const char *const flags[] = { "n", "y", NULL };
static const char *const psd_values[] = { "n", "y", "u", NULL };

const char *
dmarc_policy_name (DmarcPolicy policy)
{
  return policies[policy];
}

static gsize
skip_blanks (const char *text, gsize length, gsize i)
{
  while (i < length && (text[i] == ' ' || text[i] == '\t'))
    i++;
  return i;
}

gboolean
dmarc_record_is_one (const char *text, gsize length)
{
  gsize i = 0;

  if (length == 0 || g_ascii_tolower (text[0]) != 'v')
    return FALSE;
  i = skip_blanks (text, length, 1);
  if (i == length || text[i] != '=')
    return FALSE;
  i = skip_blanks (text, length, i + 1);
  if (length - i < strlen (VERSION) || strncmp (text + i, VERSION, strlen (VERSION)) != 0)
    return FALSE;
  i = skip_blanks (text, length, i + strlen (VERSION));
  return i == length || text[i] == ';';
}

gboolean
dmarc_record_is_attempt (const char *text, gsize length)
{
  g_autofree char *lower = NULL;

  if (dmarc_record_is_one (text, length))
    return FALSE;
  lower = g_ascii_strdown (text, (gssize) length);
  return strstr (lower, "dmarc1") != NULL;
}

/* The place of the tag's value among @words, or @otherwise where the tag is absent or wrong. */
static int
read_word (const Reader *reader, const char *name, const char *const *words, int otherwise)
{
  const Tag *tag = tag_list_find (reader->tags, name);

  if (tag == NULL)
    return otherwise;
  for (int i = 0; words[i] != NULL; i++)
    if (tag_is (tag, words[i]))
      return i;
  tag_fault_set (reader->fault, reader->text, tag->name,
                 (gsize) (tag->value + tag->value_length - tag->name), "value");
  return otherwise;
}

/* RFC 3986 3: a scheme, and something behind it; a mailto: needs a mailbox. */
static gboolean
is_uri (const char *uri, gsize length)
{
  const char *colon = memchr (uri, ':', length);
  gsize scheme = colon != NULL ? (gsize) (colon - uri) : 0;

  if (scheme == 0 || scheme + 1 == length || !g_ascii_isalpha (*uri))
    return FALSE;
  for (gsize i = 0; i < scheme; i++)
    if (!g_ascii_isalnum (uri[i]) && strchr ("+-.", uri[i]) == NULL)
      return FALSE;
  if (scheme != strlen ("mailto") || g_ascii_strncasecmp (uri, "mailto", scheme) != 0)
    return TRUE;
  return memchr (colon + 1, '@', length - scheme - 1) != NULL && memchr (uri, ' ', length) == NULL;
}

/* TRUE if at least one of the addresses can be used. */
static gboolean
read_uris (const Reader *reader, const char *name)
{
  const Tag *tag = tag_list_find (reader->tags, name);
  gboolean usable = FALSE;

  for (gsize start = 0; tag != NULL && start <= tag->value_length;)
    {
      const char *uri = tag->value + start;
      const char *comma = memchr (uri, ',', tag->value_length - start);
      gsize step = comma != NULL ? (gsize) (comma - uri) : tag->value_length - start;
      gsize blanks = skip_blanks (uri, step, 0), length = step;

      while (length > blanks && (uri[length - 1] == ' ' || uri[length - 1] == '\t'))
        length--;
      if (is_uri (uri + blanks, length - blanks))
        usable = TRUE;
      else
        tag_fault_set (reader->fault, reader->text, uri + blanks, length - blanks, "uri");
      start += step + 1;
    }
  return usable;
}

/* fo: options parted by colons. */
static void
read_failure_options (const Reader *reader)
{
  const Tag *tag = tag_list_find (reader->tags, "fo");

  for (gsize i = 0; tag != NULL && i <= tag->value_length; i++)
    if (i % 2 == 0
            ? i == tag->value_length || strchr ("01ds", g_ascii_tolower (tag->value[i])) == NULL
            : i < tag->value_length && tag->value[i] != ':')
      {
        tag_fault_set (reader->fault, reader->text, tag->name,
                       (gsize) (tag->value + tag->value_length - tag->name), "value");
        return;
      }
}

gboolean
dmarc_record_read (const char *text, gsize length, DmarcRecord *ret_record, TagFault *ret_fault)
{
  g_autoptr (GArray) tags = tag_list_read (text, length, ret_fault);
  const Reader reader = { text, tags, ret_fault };
  DmarcRecord record = { 0 };
  int policy = read_word (&reader, "p", policies, DMARC_NONE);
  int subdomain = read_word (&reader, "sp", policies, policy);

  record.policy = (DmarcPolicy) policy;
  record.subdomain_policy = (DmarcPolicy) subdomain;
  record.missing_policy = (DmarcPolicy) read_word (&reader, "np", policies, subdomain);
  record.strict_dkim = read_word (&reader, "adkim", modes, 0) == 1;
  record.strict_spf = read_word (&reader, "aspf", modes, 0) == 1;
  record.testing = read_word (&reader, "t", flags, 0) == 1;
  record.psd = *psd_values[read_word (&reader, "psd", psd_values, 2)];
  record.has_reports = read_uris (&reader, "rua");
  read_uris (&reader, "ruf");
  read_failure_options (&reader);
  if (tag_list_find (tags, "p") == NULL && !record.has_reports)
    tag_fault_set (ret_fault, text, text, length, "no_policy");
  *ret_record = record;
  return ret_fault->what == NULL;
}
