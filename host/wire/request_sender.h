/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_query.h"
#include "wire/request.h"

/* What the requests about the user's own domain say; borrowed from the request. */

typedef struct
{
  SenderQuery *query; /* (owned) (nullable) sender; NULL once it is stolen */
  gint64 since;       /* sender: the moment to compare with, seconds since 1970; 0: the last look */
} SenderRequestPart;

SenderRequestPart *request_sender (const Request *request);
