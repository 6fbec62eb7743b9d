/* SPDX-License-Identifier: MPL-2.0 */
#include <stdlib.h>
#include <string.h>
#include "cli/text.h"
#include "cli/texts.h"

/* By place in the rows of the table. */
static const char *const languages[N_LANGUAGES] = { "en", "zh_CN" };
static guint language;

static const char *
language_of_environment (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      if (value != NULL && *value != '\0')
        return g_str_has_prefix (value, "zh") ? "zh_CN" : "en";
    }
  return "en";
}

gboolean
text_set_language (const char *name)
{
  g_autofree char *wanted
      = g_strdelimit (g_strdup (name != NULL ? name : language_of_environment ()), "-", '_');

  for (language = 0; language < N_LANGUAGES; language++)
    if (strcmp (wanted, languages[language]) == 0)
      return TRUE;
  language = 0;
  return FALSE;
}

const char *
text_language (void)
{
  return languages[language];
}

static int
compare_key (const void *key, const void *row)
{
  return strcmp (key, ((const TextRow *) row)->key);
}

const char *
text_find (const char *key)
{
  const TextRow *row = bsearch (key, text_rows, n_text_rows, sizeof *text_rows, compare_key);

  if (row == NULL)
    return NULL;
  return row->texts[language] != NULL ? row->texts[language] : row->texts[0];
}

gboolean
text_is (const char *key, const char *said)
{
  const TextRow *row = bsearch (key, text_rows, n_text_rows, sizeof *text_rows, compare_key);
  g_autofree char *folded = g_strstrip (g_utf8_casefold (said, -1));

  for (gsize i = 0; row != NULL && i < N_LANGUAGES; i++)
    {
      g_autofree char *text = row->texts[i] != NULL ? g_utf8_casefold (row->texts[i], -1) : NULL;
      if (g_strcmp0 (text, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
text (const char *key)
{
  const char *found = text_find (key);

  if (found == NULL)
    g_error ("no text %s", key);
  return found;
}

char *
text_expand (const char *text, TextLookup *lookup, gpointer data)
{
  GString *expanded = g_string_new (NULL);
  const char *open;

  while ((open = strchr (text, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        break;
      name = g_strndup (open + 1, close - open - 1);
      value = lookup (name, data);
      g_string_append_len (expanded, text, open - text);
      if (value != NULL)
        g_string_append (expanded, value);
      else
        g_string_append_len (expanded, open, close + 1 - open);
      text = close + 1;
    }
  g_string_append (expanded, text);
  return g_string_free (expanded, FALSE);
}

static char *
lookup_in_table (const char *name, gpointer data)
{
  return g_strdup (g_hash_table_lookup (data, name));
}

char *
text_fill_valist (const char *key, va_list arguments)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  char *name;

  while ((name = va_arg (arguments, char *)) != NULL)
    {
      char *value = va_arg (arguments, char *);
      g_hash_table_insert (values, name, value);
    }
  return text_expand (text (key), lookup_in_table, values);
}

char *
text_fill (const char *key, ...)
{
  va_list arguments;
  char *filled;

  va_start (arguments, key);
  filled = text_fill_valist (key, arguments);
  va_end (arguments);
  return filled;
}

/* The patterns are those of Unicode's CLDR: two; the middle of more; the end of more. */
char *
text_join (const GPtrArray *values)
{
  char *joined = g_strdup (values->len > 0 ? g_ptr_array_index (values, 0) : "");

  for (guint i = 1; i < values->len; i++)
    {
      const char *pattern = i + 1 < values->len ? "cli_list_middle" : "cli_list_end";
      char *longer = text_fill (values->len == 2 ? "cli_list_two" : pattern, "head", joined, "next",
                                g_ptr_array_index (values, i), NULL);
      g_free (joined);
      joined = longer;
    }
  return joined;
}
