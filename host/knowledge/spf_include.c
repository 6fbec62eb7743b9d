/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/spf_include.h"
#include "mail/domain_below.h"

typedef struct
{
  const char *host; /* the end of its name */
  const char *include;
} IncludeRow;

static const IncludeRow of_mx[] = {
#define INCLUDE(mx, include) { mx, include },
#define SERVER(server, includes)
#include "knowledge/spf_include.def"
#undef INCLUDE
#undef SERVER
};

static const IncludeRow of_server[] = {
#define INCLUDE(mx, include)
#define SERVER(server, includes) { server, includes },
#include "knowledge/spf_include.def"
#undef INCLUDE
#undef SERVER
};

static const char *
find (const IncludeRow *rows, gsize n_rows, const char *host)
{
  for (gsize i = 0; i < n_rows; i++)
    if (domain_is_below (host, rows[i].host))
      return rows[i].include;
  return NULL;
}

const char *
spf_include_of_mx (const char *host)
{
  return find (of_mx, G_N_ELEMENTS (of_mx), host);
}

const char *
spf_includes_of_server (const char *host)
{
  return find (of_server, G_N_ELEMENTS (of_server), host);
}
