/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* A second pair of eyes: somebody asks for an important address to be looked at, and a colleague
 * confirms or refuses it under a name of their own. */

typedef enum
{
  REVIEW_REQUESTED, /* nobody else has said anything yet */
  REVIEW_CONFIRMED,
  REVIEW_REFUSED, /* by one, whatever others said */
} ReviewState;

/* A person who takes part. */
typedef struct
{
  const char *name;    /* (not nullable) as typed, or as the identity has it */
  const char *address; /* (nullable) the identity's */
  const char *login;   /* (not nullable) "wei@desk-12": which machine, and who is logged in there */
} ReviewPerson;

struct Review
{
  char *id;
  char *address;       /* as it was typed */
  char *requester;     /* the name of who asked */
  gint64 requested_at; /* seconds since 1970, as all of these */
  ReviewState state;
  char *reviewer; /* (nullable) the name of who decided, NULL while nobody has */
  char *note;     /* (nullable) what they added */
  gint64 decided_at;
};

void review_free (Review *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Review, review_free)

/* A name by which two spellings of one person's are equal: "Li, Wei" is "wei  LI". "" if @name has
 * no letters. Free with g_free (). */
char *review_fold_name (const char *name);

/* Of the user of this process, for ReviewPerson. Free with g_free (). */
char *review_own_login (void);

/* "requested", "confirmed", "refused". Static. */
const char *review_state_name (ReviewState state);
