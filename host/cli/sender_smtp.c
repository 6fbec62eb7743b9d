/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/sender.h"
#include "mail/server_name.h"

#define PORT_OF_TLS 465 /* RFC 8314 3.3 */

/* "HOST:PORT", where an IPv6 address stands in brackets. */
static gboolean
read_place (const char *place, OutgoingQuestion *question)
{
  const char *colon = strrchr (place, ':');
  g_autofree char *text = colon != NULL ? g_strndup (place, (gsize) (colon - place)) : NULL;
  g_auto (ServerName) name = server_name_read (text);
  guint64 port;

  if (name.fault != SERVER_NAME_FINE || name.host == NULL
      || !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &port, NULL))
    return FALSE;
  question->host = g_steal_pointer (&name.host);
  question->port = (guint) port;
  return TRUE;
}

static gboolean
read_security (const char *security, OutgoingQuestion *question)
{
  if (security == NULL)
    {
      question->security = question->port == PORT_OF_TLS ? SMTP_TLS : SMTP_STARTTLS;
      return TRUE;
    }
  for (int i = 0; outgoing_securities[i] != NULL; i++)
    if (g_str_equal (outgoing_securities[i], security))
      {
        question->security = outgoing_security_at (i);
        return TRUE;
      }
  return FALSE;
}

/* What is wrong with @request (a key of a text), and *ret_value of which option; NULL: nothing. */
static const char *
read_request (const SenderRequest *request, OutgoingQuestion *question, const char **ret_value)
{
  *ret_value = request->smtp;
  if (!read_place (request->smtp, question))
    return "cli_error_smtp";
  *ret_value = request->security;
  if (!read_security (request->security, question))
    return "cli_error_security";
  *ret_value = request->ca;
  if (request->ca == NULL)
    return NULL;
  if (!g_file_test (request->ca, G_FILE_TEST_IS_REGULAR))
    return "cli_error_ca";
  question->ca_file = g_canonicalize_filename (request->ca, NULL);
  return NULL;
}

gboolean
sender_read_outgoing (const SenderRequest *request, OutgoingQuestion *ret_question)
{
  const char *wrong, *value;

  *ret_question = outgoing_question_make (NULL, 0, SMTP_TLS, NULL);
  if (request->smtp == NULL)
    return TRUE;
  wrong = read_request (request, ret_question, &value);
  if (wrong != NULL)
    command_refuse ("sender", wrong, "value", value, NULL);
  return wrong == NULL;
}
