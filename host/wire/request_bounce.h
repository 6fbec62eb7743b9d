/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mime.h"
#include "wire/request.h"

/* What a request about a returned mail says (Request.part). */
typedef struct
{
  guint8 *mail; /* (owned) */
  gsize length;
  gboolean log;           /* what failed goes into the error log */
  const char *message_id; /* (nullable) of the mail; borrowed from the request */
  gint64 at;              /* when it came, seconds since 1970; 0: not said */
} BounceRequest;

/* What is longer is cut by the asker: reports stand in front. */
#define BOUNCE_REQUEST_MAX_MAIL MIME_MAX_BYTES

const BounceRequest *request_bounce (const Request *request);
