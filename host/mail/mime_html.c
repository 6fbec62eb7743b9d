/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/mime.h"

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "lt;", "<" },   { "gt;", ">" },    { "amp;", "&" },    { "quot;", "\"" },
  { "nbsp;", " " }, { "apos;", "'" },  { "auml;", "ä" },   { "ouml;", "ö" },
  { "uuml;", "ü" }, { "szlig;", "ß" }, { "eacute;", "é" }, { "egrave;", "è" },
};

/* Elements behind which a reader sees a new line. */
static const char *const breaks[]
    = { "br", "p", "div", "tr", "li", "td", "h1", "h2", "h3", "h4", "table", "hr", "pre", "ul" };

/* Elements whose text nobody sees. */
static const char *const unseen[] = { "style", "script", "title", "head" };

static gboolean
is_one_of (const char *tag, const char *const *names, gsize n_names)
{
  gsize length = 0;

  while (g_ascii_isalnum (tag[length]))
    length++;
  for (gsize i = 0; i < n_names; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (tag, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Appends what the entity behind "&" stands for, and returns its end; NULL if it is none. */
static const char *
append_entity (GString *text, const char *name)
{
  char *end;
  guint64 code;

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (name, entities[i].name))
      {
        g_string_append (text, entities[i].text);
        return name + strlen (entities[i].name);
      }
  if (name[0] != '#')
    return NULL;
  code = name[1] == 'x' || name[1] == 'X' ? g_ascii_strtoull (name + 2, &end, 16)
                                          : g_ascii_strtoull (name + 1, &end, 10);
  if (*end != ';' || code < ' ' || code > 0x10FFFF || !g_unichar_validate ((gunichar) code))
    return NULL;
  g_string_append_unichar (text, (gunichar) code);
  return end + 1;
}

/* Behind the end of an element whose text nobody sees. */
static const char *
skip_unseen (const char *tag)
{
  gsize length = strcspn (tag, "> \t\r\n");
  const char *at = tag;

  while ((at = strstr (at, "</")) != NULL)
    {
      at += 2;
      if (g_ascii_strncasecmp (at, tag, length) == 0)
        return at + strcspn (at, ">");
    }
  return NULL;
}

/* Behind the tag at "<"; NULL if the "<" is none, as in "<user@domain>". */
static const char *
skip_tag (GString *text, const char *tag)
{
  const char *name = tag + 1 + (tag[1] == '/');
  const char *end = strchr (name, '>');

  if (end == NULL || !(g_ascii_isalpha (*name) || *name == '!')
      || memchr (name, '@', strcspn (name, "> \t\r\n")) != NULL)
    return NULL;
  if (is_one_of (name, breaks, G_N_ELEMENTS (breaks)))
    g_string_append_c (text, '\n');
  if (tag[1] != '/' && is_one_of (name, unseen, G_N_ELEMENTS (unseen)))
    {
      const char *behind = skip_unseen (name);
      if (behind != NULL)
        end = behind;
    }
  return *end == '>' ? end + 1 : end;
}

char *
mime_html_text (const char *html)
{
  GString *text = g_string_sized_new (strlen (html));

  while (*html != '\0')
    {
      const char *behind = NULL;

      if (*html == '<')
        behind = skip_tag (text, html);
      else if (*html == '&')
        behind = append_entity (text, html + 1);
      if (behind == NULL)
        g_string_append_c (text, *html++);
      else
        html = behind;
    }
  return g_string_free (text, FALSE);
}
