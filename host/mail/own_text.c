/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/own_text.h"
#include "mail/words.h"

#define MAX_SALUTATION_BYTES 120 /* a salutation is the first line, and short */
#define MAX_TEXT_CHARACTERS (4 * 1024)

static gboolean
line_is_quoted (const char *line)
{
  return line[0] == '>' || g_str_has_prefix (line, "-----") || g_str_has_prefix (line, "_____");
}

void
own_text_read (const char *body, char **ret_salutation, char **ret_rest)
{
  g_autofree char *start
      = g_utf8_substring (body, 0, MIN (g_utf8_strlen (body, -1), MAX_TEXT_CHARACTERS));
  g_auto (GStrv) lines = g_strsplit (start, "\n", -1);
  g_autofree char *salutation = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL && !line_is_quoted (lines[i]); i++)
    {
      const char *line = g_strstrip (lines[i]);
      if (*line == '\0')
        continue;
      if (salutation == NULL && rest->len == 0 && strlen (line) <= MAX_SALUTATION_BYTES)
        salutation = g_strdup (line);
      else
        g_string_append_printf (rest, "%s\n", line);
    }
  *ret_salutation = words_fold (salutation != NULL ? salutation : "");
  *ret_rest = words_fold (rest->str);
}
