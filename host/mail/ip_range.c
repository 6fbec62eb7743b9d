/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/ip_range.h"

typedef struct
{
  guint8 prefix[16];
  guint bits;
} IpRange;

/* The registries' blocks whose column "Globally Reachable" says false. */
static const IpRange closed4[] = {
  { { 0 }, 8 },         { { 10 }, 8 },       { { 100, 64 }, 10 },      { { 127 }, 8 },
  { { 169, 254 }, 16 }, { { 172, 16 }, 12 }, { { 192, 0, 0 }, 24 },    { { 192, 0, 2 }, 24 },
  { { 192, 168 }, 16 }, { { 198, 18 }, 15 }, { { 198, 51, 100 }, 24 }, { { 203, 0, 113 }, 24 },
  { { 224 }, 3 }, /* multicast, reserved and broadcast: no mail server lives there */
};

static const guint8 mapped_prefix[16] = { [10] = 0xff, [11] = 0xff };
static const guint8 nat64_prefix[16] = { 0x00, 0x64, 0xff, 0x9b };

static const IpRange closed6[] = {
  { { 0x01, 0x00 }, 64 },             /* discard only */
  { { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
  { { 0x3f, 0xff }, 20 },             /* documentation */
  { { 0x5f, 0x00 }, 16 },             /* segment routing */
  { { 0xfc }, 7 },                    /* unique local */
  { { 0xfe, 0x80 }, 10 },             /* link local */
  { { 0xff }, 8 },                    /* multicast */
};

gboolean
ip_prefix_equal (const guint8 *a, const guint8 *b, guint bits)
{
  guint rest = bits % 8;
  guint8 mask = (guint8) (0xff << (8 - rest));

  if (memcmp (a, b, bits / 8) != 0)
    return FALSE;
  return rest == 0 || (a[bits / 8] & mask) == (b[bits / 8] & mask);
}

static gboolean
is_in (const guint8 *address, const IpRange *ranges, gsize n_ranges)
{
  for (gsize i = 0; i < n_ranges; i++)
    if (ip_prefix_equal (address, ranges[i].prefix, ranges[i].bits))
      return TRUE;
  return FALSE;
}

gboolean
ip4_is_public (const guint8 *address)
{
  return !is_in (address, closed4, G_N_ELEMENTS (closed4));
}

gboolean
ip6_is_public (const guint8 *address)
{
  if (ip_prefix_equal (address, mapped_prefix, 96) || ip_prefix_equal (address, nat64_prefix, 96))
    return ip4_is_public (address + 12);
  if (ip_prefix_equal (address, (const guint8[16]){ 0 },
                       96)) /* unspecified, loopback, and what was "IPv4-compatible" */
    return FALSE;
  return !is_in (address, closed6, G_N_ELEMENTS (closed6));
}
