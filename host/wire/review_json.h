/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "review.h"
#include "wire/json.h"

/* Reviews as JSON. */

cJSON *review_to_json (const Review *review);

/* The reply `review`: of @address, with @review (nullable), how often the user wrote to it, and the
 * @near ones (NearKnown). Free with g_free (). */
char *review_reply (gint64 id, const char *address, const Review *review, guint written,
                    const GPtrArray *near);

/* The reply `reviews`, with as many of @list (Review) as a frame holds. Free with g_free (). */
char *review_list_reply (gint64 id, const GPtrArray *list);
