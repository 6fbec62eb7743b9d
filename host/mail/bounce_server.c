/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/bounce_server.h"
#include <glib.h>
#include <string.h>

/* Octets of a text that are looked at: the server is named where the reply is quoted. */
#define MAX_TEXT 4096

/* Words in front of a server's name; a weak one counts only before a name with its IP address. */
static const struct
{
  const char *words;
  gboolean weak;
} phrases[] = {
  { "talking to ", FALSE }, { "host ", FALSE },         { "server at ", FALSE },
  { "connect to ", FALSE }, { "connected to ", FALSE }, { "server ", FALSE },
  { "by ", TRUE },          { "from ", TRUE },
};

/* The length of the server's name at @text, 0 if it is none: letters, digits and at least one dot
 * between them, no address of mail. */
static gsize
name_length (const char *text)
{
  gsize length = 0, dots = 0;

  for (; g_ascii_isalnum (text[length]) || text[length] == '-' || text[length] == '.'; length++)
    dots += text[length] == '.' && g_ascii_isalnum (text[length + 1]);
  if (text[length] == '@' || text[length] == '_')
    return 0;
  while (length > 0 && (text[length - 1] == '.' || text[length - 1] == '-'))
    length--;
  return dots > 0 && length <= 253 ? length : 0;
}

static gboolean
has_ip (const char *behind)
{
  behind += strspn (behind, ". ");
  return (*behind == '[' || *behind == '(') && g_ascii_isxdigit (behind[1]);
}

/* The name behind the words at @at, if those are there, whole, and not about the server that
 * writes ("the mail system at host mx.a.example"). */
static char *
name_behind (const char *text, const char *at, gsize phrase)
{
  gsize words = strlen (phrases[phrase].words), length;
  const char *name = at + words;

  if (g_ascii_strncasecmp (at, phrases[phrase].words, words) != 0
      || (at > text && g_ascii_isalnum (at[-1]))
      || (at - text >= 3 && g_ascii_strncasecmp (at - 3, "at ", 3) == 0))
    return NULL;
  name += strspn (name, "<(");
  length = name_length (name);
  if (length == 0 || (phrases[phrase].weak && !has_ip (name + length)))
    return NULL;
  return g_strndup (name, length);
}

char *
bounce_server_in_text (const char *text)
{
  for (const char *at = text; *at != '\0' && at - text < MAX_TEXT; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
      {
        char *name = name_behind (text, at, i);
        if (name != NULL)
          return name;
      }
  return NULL;
}
