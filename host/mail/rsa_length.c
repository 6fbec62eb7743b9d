/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/rsa_length.h"

#define MAX_BYTES (16384 / 8) /* of a modulus */

enum
{
  DER_INTEGER = 0x02,
  DER_BIT_STRING = 0x03,
  DER_SEQUENCE = 0x30,
};

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Der;

static const guint8 rsa_algorithm[]
    = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01 };

/* Takes the next element, which must have that @tag, from @from (X.690 8.1; at most two bytes of
 * length, for nothing here is longer). */
static gboolean
take (Der *from, guint8 tag, Der *ret_content)
{
  gsize head = 2, length;

  if (from->length < 2 || from->bytes[0] != tag)
    return FALSE;
  length = from->bytes[1];
  if (length > 0x80)
    {
      gsize count = length & 0x7f;
      if (count > 2 || from->length < 2 + count)
        return FALSE;
      length = count == 1 ? from->bytes[2] : (gsize) from->bytes[2] << 8 | from->bytes[3];
      head += count;
    }
  else if (length == 0x80)
    return FALSE;
  if (length > from->length - head)
    return FALSE;
  *ret_content = (Der){ from->bytes + head, length };
  from->bytes += head + length;
  from->length -= head + length;
  return TRUE;
}

static guint
bits_of (Der integer)
{
  guint bits;

  while (integer.length > 0 && *integer.bytes == 0)
    {
      integer.bytes++;
      integer.length--;
    }
  if (integer.length == 0 || integer.length > MAX_BYTES)
    return 0;
  bits = (guint) (integer.length - 1) * 8;
  for (guint8 first = *integer.bytes; first != 0; first >>= 1)
    bits++;
  return bits;
}

static guint
read_rsa_public_key (Der der)
{
  Der sequence, modulus, exponent;

  if (!take (&der, DER_SEQUENCE, &sequence) || der.length > 0
      || !take (&sequence, DER_INTEGER, &modulus) || !take (&sequence, DER_INTEGER, &exponent)
      || sequence.length > 0 || bits_of (exponent) == 0)
    return 0;
  return bits_of (modulus);
}

guint
rsa_length (const guint8 *der, gsize length)
{
  Der all = { der, length }, info, algorithm, key;

  if (!take (&all, DER_SEQUENCE, &info) || all.length > 0)
    return 0;
  if (!take (&info, DER_SEQUENCE, &algorithm))
    return read_rsa_public_key ((Der){ der, length });
  if (algorithm.length < sizeof rsa_algorithm
      || memcmp (algorithm.bytes, rsa_algorithm, sizeof rsa_algorithm) != 0
      || !take (&info, DER_BIT_STRING, &key) || info.length > 0 || key.length == 0
      || *key.bytes != 0)
    return 0;
  return read_rsa_public_key ((Der){ key.bytes + 1, key.length - 1 });
}
