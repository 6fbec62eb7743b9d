/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* An SPF record in its parts: RFC 7208 4.6 and 12. The whole record is read before anything of it
 * is used, as 4.6 demands. */

typedef enum
{
  SPF_ALL,
  SPF_INCLUDE,
  SPF_A,
  SPF_MX,
  SPF_PTR,
  SPF_IP4,
  SPF_IP6,
  SPF_EXISTS,
} SpfMechanism;

typedef struct
{
  SpfMechanism mechanism;
  char qualifier;     /* '+', '-', '~' or '?' */
  char *domain;       /* (nullable) the domain-spec, macros not expanded */
  guint8 address[16]; /* SPF_IP4: 4 bytes, SPF_IP6: 16 */
  guint prefix4;      /* bits, 32 where none is given */
  guint prefix6;      /* bits, 128 where none is given */
  gsize start;        /* bytes into the record */
  gsize length;
} SpfTerm;

typedef struct
{
  GArray *terms;  /* SpfTerm, in order */
  char *redirect; /* (nullable) domain-spec */
  char *exp;      /* (nullable) domain-spec */
} SpfRecord;

/* Where and why a record cannot be read. */
typedef struct
{
  gsize start; /* bytes into the record */
  gsize length;
  const char *what; /* static: "unknown_mechanism", "domain", "macro", "address", "prefix",
                       "argument", "duplicate_modifier", "character" */
} SpfFault;

/* TRUE if @text is an SPF record at all: its first term is "v=spf1" (4.5). */
gboolean spf_record_is_one (const char *text, gsize length);

/* NULL if the record is not well formed; *ret_fault (nullable) then says where. @text is one for
 * which spf_record_is_one () holds. */
SpfRecord *spf_record_read (const char *text, gsize length, SpfFault *ret_fault);

void spf_record_free (SpfRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpfRecord, spf_record_free)
