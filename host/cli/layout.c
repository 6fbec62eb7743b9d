/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "cli/layout.h"

#define MIN_WIDTH 40
#define MAX_WIDTH 100 /* longer lines are hard to read */

gboolean
layout_coloured (FILE *out)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return isatty (fileno (out)) && (no_color == NULL || *no_color == '\0')
         && g_strcmp0 (terminal, "dumb") != 0;
}

guint
layout_width (FILE *out)
{
  struct winsize size;

  if (!isatty (fileno (out)))
    return G_MAXUINT;
  if (ioctl (fileno (out), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;
  return CLAMP (size.ws_col, MIN_WIDTH, MAX_WIDTH);
}

void
layout_style (GString *out, gboolean coloured, Style style, const char *text, gssize length)
{
  /* ECMA-48, Select Graphic Rendition. */
  static const char *const sequences[] = {
    [STYLE_OK] = "32",      [STYLE_NOTICE] = "36", [STYLE_WARNING] = "33",
    [STYLE_BLOCK] = "1;31", [STYLE_STRONG] = "1",  [STYLE_MARK] = "1;4;31",
  };

  if (coloured)
    g_string_append_printf (out, "\033[%sm", sequences[style]);
  g_string_append_len (out, text, length);
  if (coloured)
    g_string_append (out, "\033[0m");
}

/* --- Characters --- */

static guint
columns_of (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

guint
layout_character (GString *out, gunichar character)
{
  gsize before = out->len;

  if (character == ' '
      || (g_unichar_isgraph (character) && g_unichar_type (character) != G_UNICODE_FORMAT))
    {
      g_string_append_unichar (out, character);
      return columns_of (character);
    }
  g_string_append_printf (out, "<U+%04X>", character);
  return (guint) (out->len - before);
}

char *
layout_visible (const char *text)
{
  GString *visible = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    layout_character (visible, g_utf8_get_char (text));
  return g_string_free (visible, FALSE);
}

/* --- Lines --- */

/* What may not begin a line in Chinese typesetting. */
static gboolean
clings_to_the_left (gunichar character)
{
  return g_utf8_strchr ("，。、；：？！）》」』】”’…", -1, character) != NULL;
}

/* Bytes of @text that fit into @columns, broken where the script allows it; at least one character.
 */
static gsize
measure_line (const char *text, guint columns)
{
  const char *fit = NULL;
  gunichar previous = 0;
  guint used = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean between_wide = previous != 0
                              && (g_unichar_iswide (character) || g_unichar_iswide (previous))
                              && !clings_to_the_left (character);
      if (at > text && (character == ' ' || between_wide))
        fit = at;
      used += columns_of (character);
      if (used > columns && fit != NULL)
        return (gsize) (fit - text);
      previous = character;
    }
  return strlen (text);
}

void
layout_wrap (GString *out, const char *text, guint indent, guint width)
{
  guint columns = width > indent + MIN_WIDTH / 2 ? width - indent : MIN_WIDTH / 2;

  for (;;)
    {
      gsize length = measure_line (text, columns);
      g_string_append_len (out, text, (gssize) length);
      text += length;
      text += strspn (text, " ");
      if (*text == '\0')
        return;
      g_string_append_printf (out, "\n%*s", (int) indent, "");
    }
}
