/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "review_view.h"

/* What `lastmile review` prints: the protocol's objects, or text for a person. */

void review_print (const Review *review, gboolean json);
void review_print_view (const ReviewView *view, gboolean json);

/* Somebody's word that does not count: @code of wire/error.def for a program, @key of the text for
 * a person. */
void review_print_refused (const char *code, const char *key, gboolean json);
