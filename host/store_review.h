/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "review.h"
#include "store.h"

/* Who asked for an address to be looked at, who looked, and what they said: a Store's (store.h)
 * promises hold here too. Requests and words have ids for life and are never changed, so that
 * machines can share them by adding what the other has. */

/* The last review of @key, NULL without an error if there is none. Free with review_free (). */
Review *store_review_find (Store *store, const char *key, GError **error);

/* The same by its id. */
Review *store_review_get (Store *store, const char *id, GError **error);

/* Review, those that wait first, then the newest first, at most @limit; the array frees them. NULL
 * on failure. */
GPtrArray *store_review_list (Store *store, guint limit, GError **error);

/* Asks for @address to be looked at: the review of @key that waits or was confirmed, else a new
 * one. NULL on failure. */
Review *store_review_request (Store *store, const char *key, const char *address,
                              const ReviewPerson *requester, GError **error);

typedef enum
{
  REVIEW_TAKEN,
  REVIEW_NAMELESS, /* the name has no letters */
  REVIEW_UNKNOWN,  /* there is no such review */
  REVIEW_OWN,      /* whoever asks does not answer */
  REVIEW_TWICE,    /* one person, or one login of another machine, has one word */
} ReviewAnswer;

/* The word of @reviewer about the review @id. FALSE on failure. */
gboolean store_review_decide (Store *store, const char *id, const ReviewPerson *reviewer,
                              gboolean confirmed, const char *note, ReviewAnswer *ret_answer,
                              GError **error);
