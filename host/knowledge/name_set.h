/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A set of names fixed at build time from host/knowledge/<name>.txt (names apart by blanks or
 * lines, '#' comments, lower case). All names stand in one string and are found through a hash table
 * of offsets that the build made: nothing to relocate and nothing to build at start. */
typedef struct
{
  const char *text;      /* the names in byte order, each with its NUL */
  const guint32 *starts; /* where each begins in @text */
  guint length;
  const guint32 *slots; /* where a name begins in @text, plus 1; 0 where the slot is free. A name's
                           slot is its hash, or the next free one after it */
  guint32 mask;         /* number of slots, a power of two, minus 1 */
} NameSet;

/* FNV-1a; generate_name_set.py has it too. */
#define NAME_SET_HASH_BASIS 2166136261u
#define NAME_SET_HASH_PRIME 16777619u

gboolean name_set_contains (const NameSet *set, const char *name);

/* As above for @length bytes of @name. */
gboolean name_set_contains_n (const NameSet *set, const char *name, gsize length);

extern const NameSet business_words; /* departments, trades, places: no names of people */
extern const NameSet disposable_domains; /* domains of throw-away mail services */
extern const NameSet
    free_mail_domains; /* "gmail.com", or "yahoo.*" for a brand under every public suffix */
extern const NameSet greets_all_words; /* "all", "各位": a salutation of several people */
extern const NameSet offer_words;      /* "quotation", "报价": a text that each reader gets alone */
extern const NameSet partner_words;    /* "logist", "bank": firms that serve a trade */
extern const NameSet together_words;   /* "consignee", "双方": a text that knows its readers */
extern const NameSet given_names;     /* Latin letters without diacritics */
extern const NameSet world_wide_groups; /* labels of domains: "siemens" */
extern const NameSet pinyin_surnames; /* "wang", "zhang", ... */
extern const NameSet real_domains; /* near a mail service's, but real */
extern const NameSet tlds; /* top-level domains of the root zone, A-labels */
