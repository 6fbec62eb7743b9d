/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <string.h>
#include "knowledge/blocklist.h"

const char *const blocklist_kinds[N_BLOCKLIST_KINDS] = { "addresses", "domains" };

static const struct
{
  BlocklistKind kind;
  const char *zone;
  const char *codes;
} rows[] = {
#define BLOCKLIST(kind, zone, codes) { BLOCKLIST_##kind, zone, codes },
#include "knowledge/blocklist.def"
#undef BLOCKLIST
};

static gboolean
read_code (const char *text, guint32 *ret_code)
{
  struct in_addr address;

  if (inet_pton (AF_INET, text, &address) != 1)
    return FALSE;
  *ret_code = ntohl (address.s_addr);
  return *ret_code >> 24 == 127;
}

static gboolean
read_codes (const char *codes, Blocklist *list)
{
  g_auto (GStrv) ends = g_strsplit (codes, "-", 2);

  return read_code (ends[0], &list->first)
         && read_code (ends[1] != NULL ? ends[1] : ends[0], &list->last)
         && list->first <= list->last;
}

Blocklist *
blocklist_new (const char *zone, const char *codes)
{
  g_autoptr (Blocklist) list = g_new0 (Blocklist, 1);

  if (codes != NULL && !read_codes (codes, list))
    return NULL;
  list->zone = g_strdup (zone);
  list->codes = g_strdup (codes);
  return g_steal_pointer (&list);
}

void
blocklist_free (Blocklist *list)
{
  if (list == NULL)
    return;
  g_free (list->zone);
  g_free (list->codes);
  g_free (list);
}

gboolean
blocklist_lists (const Blocklist *list, const guint8 code[4])
{
  const guint32 number = (guint32) code[0] << 24 | (guint32) code[1] << 16 | (guint32) code[2] << 8
                         | (guint32) code[3];

  if (number >> 8 == 0x7fffff) /* 127.255.255 */
    return FALSE;
  if (list->codes != NULL)
    return number >= list->first && number <= list->last;
  return code[0] == 127 && code[1] == 0 && code[3] >= 2 && code[3] <= 254;
}

GPtrArray *
blocklist_defaults (BlocklistKind kind)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) blocklist_free);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].kind == kind)
      g_ptr_array_add (lists, blocklist_new (rows[i].zone, rows[i].codes));
  return lists;
}
