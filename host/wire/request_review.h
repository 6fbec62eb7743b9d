/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "wire/request.h"

/* What a request about reviews says beside Request.address (Request.part); strings are borrowed
 * from the request. */
typedef struct
{
  const char
      *name; /* review_request: (nullable) who asks; review_decide: (not nullable) who looked */
  const char *from;   /* review_request: the address of who asks */
  const char *review; /* review_decide: its id */
  const char *note;   /* review_decide: (nullable) */
  gboolean confirmed; /* review_decide */
} ReviewRequest;

ReviewRequest *request_review (const Request *request);
