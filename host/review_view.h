/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "policy.h"
#include "review.h"
#include "store.h"

/* What a second person reads of an address: itself, whether somebody has said anything of it, and
 * the known addresses that look most like it. */
typedef struct
{
  const char *address;  /* (not nullable) (borrowed) as it was typed */
  const Review *review; /* (nullable) (borrowed) */
  guint written;        /* messages of the user's to exactly this address */
  GPtrArray *near;      /* (not nullable) (owned) NearKnown, the nearest first */
} ReviewView;

/* Fills in what is known of @view's address. FALSE with a STORE_ERROR on failure: then nothing is
 * owned. */
gboolean review_view_fill (ReviewView *view, Store *store, const Policy *policy, GError **error);
void review_view_clear (ReviewView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewView, review_view_clear)
