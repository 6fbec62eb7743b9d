/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/bounce_guess.h"

#define MAX_NAME 64 /* octets of a local part (RFC 5321 4.5.3.1.1) */

static char *
field_address (MimeSlice header, const char *name)
{
  g_autofree char *field = mime_field (header, name);
  return field != NULL ? bounce_notice_first_address (field) : NULL;
}

/* To whom the mail went that came back. */
static char *
returned_to (const BounceNotice *notice)
{
  static const char *const names[] = { "x-failed-recipients", "to", "apparently-to", "cc" };
  MimeSlice header = { notice->returned, notice->returned != NULL ? strlen (notice->returned) : 0 };
  char *address = NULL;

  for (gsize i = 0; notice->returned != NULL && address == NULL && i < G_N_ELEMENTS (names); i++)
    address = field_address (header, names[i]);
  return address;
}

/* Behind the numbers that a mailing program puts in front: "12345-0a1b-bob". */
static const char *
behind_numbers (const char *text)
{
  for (;;)
    {
      gsize digits = 0;

      while (g_ascii_isxdigit (text[digits]))
        digits++;
      if (digits < 4 || text[digits] != '-')
        return text;
      text += digits + 1;
    }
}

static char *
written_into (const char *return_address)
{
  const char *plus = strchr (return_address, '+'), *at = strrchr (return_address, '@');
  const char *name = plus != NULL ? behind_numbers (plus + 1) : NULL;
  const char *equals = name != NULL ? strchr (name, '=') : NULL;
  char *address;

  if (equals == NULL || at == NULL || equals > at || equals == name
      || memchr (equals, '.', (gsize) (at - equals)) == NULL)
    return NULL;
  address = g_strndup (name, (gsize) (at - name));
  address[equals - name] = '@';
  return address;
}

static char *
returned_by (const MimePart *message)
{
  static const char *const names[] = { "to", "delivered-to", "x-original-to" };
  char *found = NULL;

  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *address = field_address (message->header, names[i]);
      found = address != NULL ? written_into (address) : NULL;
    }
  return found;
}

/* "...the following recipients:" */
static gboolean
announces (MimeSlice line)
{
  static const char *const words[] = { "recipient", "address", "following", "user" };
  g_autofree char *text = g_ascii_strdown (line.start, (gssize) line.length);

  g_strchomp (text);
  if (!g_str_has_suffix (text, ":"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A name alone on its line, or apart from what is said of it. */
static char *
name_alone (MimeSlice line)
{
  g_autofree char *text = g_strndup (line.start, line.length);
  const char *name = text + strspn (text, " \t"), *behind;
  gsize length = 0;

  while (g_ascii_isalnum (name[length])
         || (length > 0 && strchr ("._+-", name[length]) && name[length] != '\0'))
    length++;
  behind = name + length;
  if (length < 2 || length > MAX_NAME
      || !(behind[strspn (behind, " \t\r")] == '\0' || g_str_has_prefix (behind, " (")
           || g_str_has_prefix (behind, "  ") || *behind == '\t'))
    return NULL;
  return g_strndup (name, length);
}

static char *
local_name (const MimePart *message, const BounceNotice *notice)
{
  g_autofree char *server = field_address (message->header, "from");
  MimeSlice rest = { notice->text, strlen (notice->text) }, line;
  gboolean announced = FALSE;

  while (server != NULL && mime_next_line (&rest, &line))
    {
      g_autofree char *name = NULL;
      if (line.length < 2)
        continue;
      name = announced ? name_alone (line) : NULL;
      if (name != NULL)
        return g_strconcat (name, strrchr (server, '@'), NULL);
      announced = announces (line);
    }
  return NULL;
}

char *
bounce_guess_recipient (const MimePart *message, const BounceNotice *notice, const char *own)
{
  char *address = returned_to (notice);

  if (address == NULL)
    address = returned_by (message);
  if (address == NULL)
    address = local_name (message, notice);
  if (address == NULL)
    address = bounce_notice_foreign_address (notice->text, own);
  return address;
}
