/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/smtp_reply.h"

/* RFC 5321 4.2: the first digit is 2 to 5, the second 0 to 5. A code outside is a fault of the
 * server's that 4.3.2 lets a client take by its first digit. */
static gboolean
read_code (const char *line, gsize length, guint *ret_code)
{
  if (length < 3 || line[0] < '2' || line[0] > '5' || !g_ascii_isdigit (line[1])
      || !g_ascii_isdigit (line[2]))
    return FALSE;
  *ret_code
      = (guint) (line[0] - '0') * 100 + (guint) (line[1] - '0') * 10 + (guint) (line[2] - '0');
  return length == 3 || line[3] == ' ' || line[3] == '-';
}

static char *
visible_text (const char *text, gsize length)
{
  char *valid = g_utf8_make_valid (text, (gssize) length);

  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return g_strstrip (valid);
}

SmtpReplyState
smtp_reply_read (const char *bytes, gsize length, SmtpReply *ret_reply, gsize *ret_used)
{
  g_auto (SmtpReply) reply = { 0, g_ptr_array_new_with_free_func (g_free) };
  gsize start = 0;

  while (start < length && start < SMTP_REPLY_MAX_BYTES)
    {
      const char *line = bytes + start;
      const char *end = memchr (line, '\n', length - start);
      gsize line_length;
      guint code;

      if (end == NULL)
        break;
      line_length = (gsize) (end - line);
      start += line_length + 1;
      if (line_length > 0 && line[line_length - 1] == '\r')
        line_length--;
      if (!read_code (line, line_length, &code) || (reply.code != 0 && code != reply.code)
          || reply.lines->len == SMTP_REPLY_MAX_LINES)
        return SMTP_REPLY_BAD;
      reply.code = code;
      g_ptr_array_add (reply.lines,
                       line_length > 4 ? visible_text (line + 4, line_length - 4) : g_strdup (""));
      if (line_length > 3 && line[3] == '-')
        continue;
      *ret_used = start;
      *ret_reply = reply;
      reply.lines = NULL;
      return SMTP_REPLY_WHOLE;
    }
  return length >= SMTP_REPLY_MAX_BYTES ? SMTP_REPLY_BAD : SMTP_REPLY_MORE;
}

void
smtp_reply_clear (SmtpReply *reply)
{
  g_clear_pointer (&reply->lines, g_ptr_array_unref);
}

char *
smtp_reply_text (const SmtpReply *reply)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", reply->code);
  for (guint i = 0; i < reply->lines->len; i++)
    {
      const char *line = reply->lines->pdata[i];
      if (*line != '\0')
        g_string_append_printf (text, "%s%s", i == 0 ? " " : " / ", line);
    }
  return g_string_free (text, FALSE);
}
