/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "csv_writer.h"

/* Also what begins so behind the apostrophe that a user wrote: it must come back as it was. */
static gboolean
needs_guard (const char *field)
{
  const char *first = field + strspn (field, "'");
  return *first != '\0' && strchr ("=+-@\t\r\n", *first) != NULL;
}

static void
write_field (GString *out, const char *field, CsvGuard guard)
{
  gboolean guarded = guard == CSV_GUARDED && needs_guard (field);

  if (!guarded && strpbrk (field, "\",;\t\r\n") == NULL && !g_ascii_isspace (*field))
    {
      g_string_append (out, field);
      return;
    }
  g_string_append (out, guarded ? "\"'" : "\"");
  for (; *field != '\0'; field++)
    {
      if (*field == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *field);
    }
  g_string_append_c (out, '"');
}

void
csv_write_row (GString *out, const char *const *fields, gsize n_fields, CsvGuard guard)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_field (out, fields[i] != NULL ? fields[i] : "", guard);
    }
  g_string_append (out, "\r\n");
}

const char *
csv_unguard (const char *field)
{
  return *field == '\'' && needs_guard (field) ? field + 1 : field;
}
