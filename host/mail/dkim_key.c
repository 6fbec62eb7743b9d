/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/dkim_key.h"
#include "mail/rsa_length.h"

#define ED25519_BYTES 32 /* RFC 8463 4: the bare key */

static const struct
{
  const char *name;
  DkimAlgorithm algorithm;
} algorithms[] = { { "rsa", DKIM_RSA }, { "ed25519", DKIM_ED25519 } };

gboolean
dkim_key_is_one (const char *text, gsize length)
{
  TagFault fault;
  g_autoptr (GArray) tags = tag_list_read (text, length, &fault);
  const Tag *version = tag_list_find (tags, "v");

  return tag_list_find (tags, "p") != NULL && (version == NULL || tag_is (version, "DKIM1"));
}

/* Whether one of the words parted by colons is among @words. */
static gboolean
list_has (const Tag *tag, const char *const *words)
{
  g_autofree char *value = g_strndup (tag->value, tag->value_length);
  g_auto (GStrv) parts = g_strsplit (value, ":", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, g_strstrip (parts[i])))
      return TRUE;
  return FALSE;
}

static gboolean
is_base64 (char c)
{
  return g_ascii_isalnum (c) || strchr ("+/= \t\r\n", c) != NULL;
}

static void
read_public_key (const char *text, const Tag *tag, DkimKey *key, TagFault *fault)
{
  g_autofree char *value = g_strndup (tag->value, tag->value_length);
  g_autofree guint8 *bytes = NULL;
  gsize length = 0;

  for (gsize i = 0; i < tag->value_length; i++)
    if (tag->value[i] == '\0' || !is_base64 (tag->value[i]))
      {
        tag_fault_set (fault, text, tag->value + i, 1, "base64");
        return;
      }
  bytes = g_base64_decode (value, &length);
  if (key->algorithm == DKIM_RSA)
    key->bits = rsa_length (bytes, length);
  if ((key->algorithm == DKIM_RSA && key->bits == 0)
      || (key->algorithm == DKIM_ED25519 && length != ED25519_BYTES))
    tag_fault_set (fault, text, tag->value, tag->value_length, "key");
}

static DkimAlgorithm
read_algorithm (const GArray *tags)
{
  const Tag *tag = tag_list_find (tags, "k");

  if (tag == NULL)
    return DKIM_RSA;
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (tag_is (tag, algorithms[i].name))
      return algorithms[i].algorithm;
  return DKIM_UNKNOWN;
}

gboolean
dkim_key_read (const char *text, gsize length, DkimKey *ret_key, TagFault *ret_fault)
{
  static const char *const testing[] = { "y", NULL };
  static const char *const hashes[] = { "sha256", NULL };
  static const char *const services[] = { "*", "email", NULL };
  g_autoptr (GArray) tags = tag_list_read (text, length, ret_fault);
  const Tag *version = tag_list_find (tags, "v"), *key = tag_list_find (tags, "p");
  const Tag *flags = tag_list_find (tags, "t"), *hash = tag_list_find (tags, "h");
  const Tag *service = tag_list_find (tags, "s");

  *ret_key = (DkimKey){ .algorithm = read_algorithm (tags) };
  ret_key->testing = flags != NULL && list_has (flags, testing);
  if (version != NULL && version != &g_array_index (tags, Tag, 0))
    tag_fault_set (ret_fault, text, version->name, version->name_length, "version");
  if (hash != NULL && !list_has (hash, hashes))
    tag_fault_set (ret_fault, text, hash->name, hash->name_length, "hash");
  if (service != NULL && !list_has (service, services))
    tag_fault_set (ret_fault, text, service->name, service->name_length, "service");
  ret_key->revoked = key->value_length == 0;
  if (!ret_key->revoked)
    read_public_key (text, key, ret_key, ret_fault);
  return ret_fault->what == NULL;
}
