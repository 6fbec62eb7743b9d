/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/spf_include.h"
#include "mail/domain_below.h"

static const struct
{
  const char *mx;
  const char *include;
} rows[] = {
#define INCLUDE(mx, include) { mx, include },
#include "knowledge/spf_include.def"
#undef INCLUDE
};

const char *
spf_include_of_mx (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (domain_is_below (host, rows[i].mx))
      return rows[i].include;
  return NULL;
}
