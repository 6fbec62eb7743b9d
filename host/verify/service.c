/* SPDX-License-Identifier: MPL-2.0 */
#include "verify/service.h"

static const Service services[] = {
#define SERVICE(kind, name, url, parameter, key_header)                                            \
  { parameter, key_header, service_##kind##_read },
#include "verify_service.def"
#undef SERVICE
};

const Service *
service_get (VerifyKind kind)
{
  return &services[kind];
}

/* RFC 9110 15 and RFC 6585 4; the first row that fits. */
static const struct
{
  guint first, last;
  MailboxVerdict verdict;
} statuses[] = {
  { 300, 399, MAILBOX_service_moved },   { 401, 401, MAILBOX_service_denied },
  { 403, 403, MAILBOX_service_denied },  { 429, 429, MAILBOX_service_limit },
  { 400, 499, MAILBOX_service_refused }, { 500, 599, MAILBOX_service_failed },
};

MailboxVerdict
service_read_status (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].first <= status && status <= statuses[i].last)
      return statuses[i].verdict;
  return MAILBOX_service_garbage;
}

/* What would be the same with the next address. A quota may be that of a month. */
static const struct
{
  MailboxVerdict verdict;
  guint seconds;
} pauses[] = {
  { MAILBOX_service_limit, 3600 },     { MAILBOX_service_denied, 600 },
  { MAILBOX_service_moved, 600 },      { MAILBOX_service_key, 60 },
  { MAILBOX_service_certificate, 60 }, { MAILBOX_service_unreachable, 30 },
  { MAILBOX_service_failed, 30 },
};

guint
service_pause (MailboxVerdict verdict, guint retry_after)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    if (pauses[i].verdict == verdict)
      return retry_after > 0 ? retry_after : pauses[i].seconds;
  return 0;
}
