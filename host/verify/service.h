/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mailbox_verdict.h"
#include "verify_service.h"

/* What the companion knows of a service: the rows of verify_service.def. */

/* Reads what the service answered, with the HTTP @status (RFC 9110 15) and a @body of @length
 * bytes, to a question about @address. TRUE: it is still looking, and wants to be asked again. */
typedef gboolean ServiceReader (guint status, const char *body, gsize length, const char *address,
                                MailboxVerdict *ret_verdict);

typedef struct
{
  const char *parameter;  /* of the query: the address */
  const char *key_header; /* the header that carries the key */
  ServiceReader *read;
} Service;

#define SERVICE(kind, name, url, parameter, key_header) ServiceReader service_##kind##_read;
#include "verify_service.def"
#undef SERVICE

const Service *service_get (VerifyKind kind);

/* What an HTTP status means that says nothing of the address, for a reader that has no word of its
 * own for it. */
MailboxVerdict service_read_status (guint status);

/* For how many seconds to leave a service alone that answered so, and said @retry_after (0: did
 * not say). */
guint service_pause (MailboxVerdict verdict, guint retry_after);
