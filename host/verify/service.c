/* SPDX-License-Identifier: MPL-2.0 */
#include "verify/service.h"

static const Service services[] = {
#define SERVICE(kind, url, parameter, key_header) { parameter, key_header, service_##kind##_read },
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
  VerifyWhy why;
} statuses[] = {
  { 300, 399, VERIFY_WHY_service_moved },   { 401, 401, VERIFY_WHY_service_denied },
  { 403, 403, VERIFY_WHY_service_denied },  { 429, 429, VERIFY_WHY_service_limit },
  { 400, 499, VERIFY_WHY_service_refused }, { 500, 599, VERIFY_WHY_service_failed },
};

VerifyAnswer
service_read_status (guint status)
{
  VerifyAnswer answer = { VERIFY_UNSURE, VERIFY_WHY_service_garbage };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].first <= status && status <= statuses[i].last)
      {
        answer.why = statuses[i].why;
        break;
      }
  return answer;
}
