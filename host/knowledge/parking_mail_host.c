/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/parking_mail_host.h"
#include "mail/domain_below.h"

static const char *const hosts[] = {
#define PARKING(host, source) host,
#include "knowledge/parking_mail_host.def"
#undef PARKING
};

gboolean
parking_mail_host (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (domain_is_below (host, hosts[i]))
      return TRUE;
  return FALSE;
}
