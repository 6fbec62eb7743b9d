/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* How mail of the user's own from one domain was sent, as seen in mail that came back (own_mail.h).
 * The moment is that of the question, so that whoever judges needs no clock. */

/* One way that it was seen to go. */
typedef struct
{
  char *signer;   /* (nullable) domain of a DKIM signature; NULL: none was seen */
  char *selector; /* (nullable) NULL where the signer is not of the domain's own organization */
  char *envelope; /* (nullable) domain of the envelope's sender; NULL: not known */
  gint64 seen_at; /* the last mail that went so: seconds since 1970 */
} OwnMailWay;

struct OwnMail
{
  GPtrArray *ways; /* OwnMailWay, the last seen first; never empty */
  gint64 now;
};

OwnMail *own_mail_new (void);
void own_mail_free (OwnMail *mail);

/* An empty way, owned by @mail. */
OwnMailWay *own_mail_add (OwnMail *mail);

#define OWN_MAIL_FRESH_DAYS 90 /* what was seen before that may have changed since */

gboolean own_mail_is_fresh (const OwnMail *mail, const OwnMailWay *way);
