/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "review_view.h"
#include "wire/json.h"

/* Reviews as JSON. */

cJSON *review_to_json (const Review *review);

/* Adds what there is to read of an address. */
void review_view_add (cJSON *json, const ReviewView *view);

/* The reply `review`. Free with g_free (). */
char *review_reply (gint64 id, const ReviewView *view);

/* The reply `reviews`, with as many of @list (Review) as a frame holds. Free with g_free (). */
char *review_list_reply (gint64 id, const GPtrArray *list);
