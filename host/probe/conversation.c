/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "probe/conversation.h"

StreamState
conversation_ask (Stream *stream, const StreamTime *time, SmtpReply *ret_reply, const char *format,
                  ...)
{
  g_autofree char *command = NULL, *line = NULL;
  StreamState state;
  va_list values;

  va_start (values, format);
  command = g_strdup_vprintf (format, values);
  va_end (values);
  line = g_strconcat (command, "\r\n", NULL);
  state = stream_send (stream, line, time);
  return state == STREAM_FINE ? stream_read_reply (stream, time, ret_reply) : state;
}

StreamState
conversation_greet (Stream *stream, const StreamTime *time, SmtpCapabilities *ret_capabilities,
                    SmtpReply *ret_reply)
{
  const char *self = stream_self (stream);
  const char *kind = strchr (self, ':') != NULL ? "IPv6:" : "";
  StreamState state = conversation_ask (stream, time, ret_reply, "EHLO [%s%s]", kind, self);

  if (state == STREAM_FINE && ret_reply->code / 100 == 5)
    {
      smtp_reply_clear (ret_reply);
      state = conversation_ask (stream, time, ret_reply, "HELO [%s%s]", kind, self);
    }
  if (state == STREAM_FINE && ret_reply->code == 250)
    smtp_capabilities_read (ret_reply, ret_capabilities);
  return state;
}

void
conversation_leave (Stream *stream, const StreamTime *time)
{
  stream_send (stream, "QUIT\r\n", time);
}
