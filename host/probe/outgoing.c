/* SPDX-License-Identifier: MPL-2.0 */
#include "probe/conversation.h"
#include "probe/outgoing.h"
#include "probe/tls.h"

/* Read from top to bottom, this is the conversation. Each step returns FALSE when it was the last:
 * the fault is then in the probe. */

#define OTHER_WAY_MS 2000 /* to find out whether the server talks the other way */

typedef struct
{
  const OutgoingQuestion *question;
  StreamTime time;
  Tls *tls;
  Stream *stream;
  OutgoingProbe *probe;
} Try;

static gboolean
stop (Try *try, OutgoingFault fault)
{
  try->probe->fault = fault;
  return FALSE;
}

static gboolean
stop_with_reply (Try *try, OutgoingFault fault, const SmtpReply *reply)
{
  try->probe->reply = smtp_reply_text (reply);
  return stop (try, fault);
}

static gboolean
stop_in_talk (Try *try, StreamState state)
{
  return stop (try, state == STREAM_LATE  ? OUTGOING_FAULT_silent
                    : state == STREAM_BAD ? OUTGOING_FAULT_not_smtp
                                          : OUTGOING_FAULT_closed);
}

static gboolean
try_connect (Try *try)
{
  static const OutgoingFault faults[] = {
    [STREAM_NOT_FOUND] = OUTGOING_FAULT_not_found, [STREAM_NO_RESOLVER] = OUTGOING_FAULT_resolver,
    [STREAM_NO_NETWORK] = OUTGOING_FAULT_network,  [STREAM_REFUSED] = OUTGOING_FAULT_refused,
    [STREAM_LATE] = OUTGOING_FAULT_timeout,
  };
  StreamState state
      = stream_connect (try->question->host, try->question->port, &try->time, &try->stream);

  if (state != STREAM_FINE)
    return stop (try, faults[state]);
  try->probe->address = g_strdup (stream_peer (try->stream));
  return TRUE;
}

/* --- The other way: what a connection that says nothing, or cannot be encrypted, waits for --- */

static StreamState
shake_hands (Try *try, Stream *stream, const StreamTime *time, gnutls_session_t *ret_session)
{
  int error;

  *ret_session = tls_session (try->tls, try->question->host);
  return stream_start_tls (stream, *ret_session, time, &error);
}

static gboolean
other_way_works (Try *try, gboolean encrypted)
{
  const StreamTime time = { try->time.end, OTHER_WAY_MS };
  g_autoptr (Stream) stream = NULL;
  g_auto (SmtpReply) greeting = { 0 };
  gnutls_session_t session;

  if (stream_connect (try->probe->address, try->question->port, &time, &stream) != STREAM_FINE)
    return FALSE;
  if (encrypted)
    return shake_hands (try, stream, &time, &session) == STREAM_FINE;
  return stream_read_reply (stream, &time, &greeting) == STREAM_FINE;
}

/* --- Encryption --- */

static gboolean
try_encrypt (Try *try)
{
  gnutls_session_t session;
  StreamState state = shake_hands (try, try->stream, &try->time, &session);

  if (state == STREAM_FINE)
    {
      try->probe->tls = g_strdup (tls_version (session));
      tls_judge_certificate (session, try->question->host, &try->probe->certificate);
      return TRUE;
    }
  if (try->question->security == SMTP_TLS && other_way_works (try, FALSE))
    return stop (try, OUTGOING_FAULT_expects_plain);
  return stop (try, state == STREAM_LATE     ? OUTGOING_FAULT_silent
                    : state == STREAM_CLOSED ? OUTGOING_FAULT_closed
                                             : OUTGOING_FAULT_handshake);
}

static gboolean
try_tls (Try *try)
{
  return try->question->security != SMTP_TLS || try_encrypt (try);
}

/* --- Talk --- */

/* RFC 5321 3.1 and 4.3.2: 220, or a refusal. */
static gboolean
try_greeting (Try *try)
{
  g_auto (SmtpReply) greeting = { 0 };
  StreamState state = stream_read_reply (try->stream, &try->time, &greeting);

  if ((state == STREAM_LATE || state == STREAM_CLOSED) && try->question->security != SMTP_TLS
      && other_way_works (try, TRUE))
    return stop (try, OUTGOING_FAULT_expects_tls);
  if (state != STREAM_FINE)
    return stop_in_talk (try, state);
  if (greeting.code == 220)
    return TRUE;
  return stop_with_reply (try,
                          greeting.code / 100 == 4   ? OUTGOING_FAULT_busy
                          : greeting.code / 100 == 5 ? OUTGOING_FAULT_rejected
                                                     : OUTGOING_FAULT_not_smtp,
                          &greeting);
}

static gboolean
try_hello (Try *try, SmtpCapabilities *ret_capabilities)
{
  g_auto (SmtpReply) reply = { 0 };
  StreamState state = conversation_greet (try->stream, &try->time, ret_capabilities, &reply);

  if (state != STREAM_FINE)
    return stop_in_talk (try, state);
  if (reply.code == 250)
    return TRUE;
  return stop_with_reply (
      try, reply.code / 100 == 4 ? OUTGOING_FAULT_busy : OUTGOING_FAULT_rejected, &reply);
}

static gboolean
try_starttls (Try *try)
{
  g_auto (SmtpCapabilities) capabilities = { 0 };
  g_auto (SmtpReply) reply = { 0 };
  StreamState state;

  if (try->question->security != SMTP_STARTTLS)
    return TRUE;
  if (!try_hello (try, &capabilities))
    return FALSE;
  if (!capabilities.starttls)
    return stop (try, OUTGOING_FAULT_no_starttls);
  state = conversation_ask (try->stream, &try->time, &reply, "STARTTLS");
  if (state != STREAM_FINE)
    return stop_in_talk (try, state);
  if (reply.code != 220)
    return stop_with_reply (try, OUTGOING_FAULT_starttls_refused, &reply);
  return try_encrypt (try);
}

static gboolean
try_capabilities (Try *try)
{
  g_auto (SmtpCapabilities) capabilities = { 0 };

  if (!try_hello (try, &capabilities))
    return FALSE;
  try->probe->capable = TRUE;
  try->probe->size = capabilities.size;
  for (guint i = 0; capabilities.auth->pdata[i] != NULL; i++)
    g_ptr_array_add (try->probe->auth, g_strdup (capabilities.auth->pdata[i]));
  conversation_leave (try->stream, &try->time);
  return TRUE;
}

static guint
ms_since (gint64 begun)
{
  return (guint) ((g_get_monotonic_time () - begun) / 1000);
}

OutgoingProbe *
outgoing_try (const OutgoingQuestion *question)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (Tls) tls = tls_new (question->ca_file);
  g_autoptr (OutgoingProbe) probe = outgoing_probe_new ();
  Try try = { .question = question,
              .time = { begun + (gint64) question->deadline_ms * 1000, CONVERSATION_STEP_MS },
              .tls = tls,
              .probe = probe };

  if (tls == NULL)
    stop (&try, OUTGOING_FAULT_authorities);
  else if (try_connect (&try))
    {
      probe->connect_ms = ms_since (begun);
      (void) (try_tls (&try) && try_greeting (&try) && try_starttls (&try)
              && try_capabilities (&try));
    }
  stream_free (try.stream);
  probe->whole_ms = ms_since (begun);
  return g_steal_pointer (&probe);
}
