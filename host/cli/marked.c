/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/layout.h"
#include "cli/marked.h"
#include "finding.h"

static gboolean
is_marked (const GArray *marks, gsize offset)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const FindingMark *mark = &g_array_index (marks, FindingMark, i);
      if (offset >= mark->start && offset < mark->start + mark->length)
        return TRUE;
    }
  return FALSE;
}

void
marked_append (GString *out, const char *address, const GArray *marks, gboolean coloured,
               guint column)
{
  g_autoptr (GString) carets = g_string_new (NULL);
  gsize caret_end = 0;

  for (const char *at = address; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autoptr (GString) shown = g_string_new (NULL);
      gboolean marked = is_marked (marks, (gsize) (at - address));
      guint columns = layout_character (shown, g_utf8_get_char (at));

      layout_style (out, coloured && marked, STYLE_MARK, shown->str, -1);
      for (guint i = 0; i < columns; i++)
        g_string_append_c (carets, marked ? '^' : ' ');
      if (marked)
        caret_end = carets->len;
    }
  g_string_truncate (carets, caret_end);
  if (!coloured && caret_end > 0)
    g_string_append_printf (out, "\n%*s%s", (int) column, "", carets->str);
}
