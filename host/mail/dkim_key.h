/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/tag_list.h"

/* A DKIM key record in its parts: RFC 6376 3.6.1, RFC 8463 3. */

typedef enum
{
  DKIM_RSA,
  DKIM_ED25519,
  DKIM_UNKNOWN, /* an algorithm that receivers leave alone */
} DkimAlgorithm;

#define DKIM_MIN_RSA_BITS 1024 /* RFC 8301 3.2: what is shorter, receivers do not accept */

typedef struct
{
  DkimAlgorithm algorithm;
  gboolean revoked; /* p is empty: nothing that it signed is valid any more */
  gboolean testing; /* t=y: receivers treat what it signed as unsigned */
  guint bits;       /* of the modulus, for RSA; 0 for a key that is not well formed */
} DkimKey;

/* TRUE if @text may be a key: it has a tag p, and a v only of "DKIM1". */
gboolean dkim_key_is_one (const char *text, gsize length);

/* FALSE if it is not well formed; *ret_fault is the first place: of a tag list (tag_list.h),
 * "version", "base64", "key" (the bytes are no key of that algorithm), "hash" or "service" (nothing
 * that a signature of mail could use). @text is one for which dkim_key_is_one () holds. */
gboolean dkim_key_read (const char *text, gsize length, DkimKey *ret_key, TagFault *ret_fault);
