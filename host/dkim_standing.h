/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "dkim.h"

/* How the DKIM keys stand that a domain's mail is signed with. Which those are is learned from the
 * user's own mail (evidence/own_mail.h): of each domain that signed it, the selectors of its last
 * mail that came back, since older ones may have been rotated out. */

typedef enum
{
  DKIM_STANDS_FINE,
  DKIM_STANDS_MISSING,
  DKIM_STANDS_REVOKED,
  DKIM_STANDS_SYNTAX,
  DKIM_STANDS_WEAK_KEY,
  DKIM_STANDS_TESTING,
  DKIM_STANDS_REPLACED, /* the learned one is gone, but another one is there: probably a rotation */
  DKIM_STANDS_NOT_FOUND, /* no selector was learned and none is there under the usual names, or that
                            was not looked for: nothing may be concluded */
} DkimStanding;

typedef struct
{
  char *domain;   /* (nullable) where the key belongs */
  char *selector; /* (nullable) */
  gint64 seen_at; /* when a mail signed with it was written, seconds since 1970; 0: not learned */
  DkimDiscovery found;  /* the key there, if one was found */
  char *other_selector; /* (nullable) the one that replaced it */
} DkimKeyStanding;

/* KNOWN: *ret_standing, and *ret_key of whatever is worst; the caller clears it. @domain is in
 * A-labels. With @guess the usual names are looked under, too: for a key where none was learned,
 * and for one that is too short. */
AnswerState dkim_standing (Evidence *evidence, const char *domain, gboolean guess,
                           DkimStanding *ret_standing, DkimKeyStanding *ret_key);

/* Of that selector and no other. */
AnswerState dkim_standing_of (Evidence *evidence, const char *domain, const char *selector,
                              DkimStanding *ret_standing, DkimKeyStanding *ret_key);

/* What there is to tell of the key beside how it stands: "domain", "selector", "record", "bits",
 * "fault", "seen" (the day), "other_selector". Texts of the DNS are any bytes. */
typedef void DkimDetail (gpointer data, const char *name, const char *value);
void dkim_standing_tell (const DkimKeyStanding *key, DkimDetail *tell, gpointer data);

/* "fine", "missing", ...; static. */
const char *dkim_standing_name (DkimStanding standing);

void dkim_key_standing_clear (DkimKeyStanding *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DkimKeyStanding, dkim_key_standing_clear)
