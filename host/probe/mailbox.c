/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <gnutls/crypto.h>
#include "probe/conversation.h"
#include "probe/mailbox.h"
#include "probe/tls.h"

/* Read from the bottom to the top: servers, their addresses, ways of talking to one, the
 * conversation. */

#define CONNECT_MS 5000 /* to one address: where port 25 is shut nothing comes back */
#define STEP_MS 15000   /* many servers let a stranger wait for their greeting */
#define LEAVE_MS 1000
#define NOBODY_LENGTH 16

typedef enum
{
  TRY_SETTLED, /* the answer is there, whatever it is */
  TRY_OTHER,   /* another server may do better */
  TRY_PLAIN,   /* encryption does not come about here */
} TryEnd;

typedef struct
{
  const MailboxQuestion *question;
  const MailServer *server;
  StreamTime time;
  Tls *tls; /* (nullable) NULL: none comes about */
  Stream *stream;
  MailboxVerdict verdict;
  char *reply; /* (nullable) what it said to that */
} Try;

static TryEnd
settle (Try *try, MailboxVerdict verdict, const SmtpReply *reply)
{
  try->verdict = verdict;
  g_free (try->reply);
  try->reply = reply != NULL ? smtp_reply_text (reply) : NULL;
  return TRY_SETTLED;
}

/* What happened is kept in case that no other server does better. */
static TryEnd
pass_on (Try *try, MailboxVerdict verdict, const SmtpReply *reply)
{
  settle (try, verdict, reply);
  return TRY_OTHER;
}

static MailboxVerdict
verdict_of_talk (StreamState state)
{
  return state == STREAM_LATE ? MAILBOX_silent : MAILBOX_closed;
}

/* Of a reply that is not about the mailbox: who asks is not wanted, or not now. */
static MailboxVerdict
verdict_of_stranger (const SmtpReply *reply)
{
  return reply->code / 100 == 4 ? MAILBOX_temporary : MAILBOX_refused;
}

/* --- The conversation --- */

/* local_part@domain that nobody has. Free with g_free (). */
static char *
nobody_at (const char *address)
{
  static const char letters[] = "abcdefghijkmnopqrstuvwxyz2345679";
  guint8 random[NOBODY_LENGTH];
  char name[NOBODY_LENGTH + 1] = { 0 };

  gnutls_rnd (GNUTLS_RND_NONCE, random, sizeof random);
  for (gsize i = 0; i < NOBODY_LENGTH; i++)
    name[i] = letters[random[i] % (sizeof letters - 1)];
  return g_strconcat (name, strrchr (address, '@'), NULL);
}

/* A yes is one only if the same server says no to somebody whom it cannot know. */
static TryEnd
try_nobody (Try *try)
{
  g_autofree char *nobody = nobody_at (try->question->address);
  g_auto (SmtpReply) reply = { 0 };
  StreamState state = conversation_ask (try->stream, &try->time, &reply, "RCPT TO:<%s>", nobody);

  if (state != STREAM_FINE)
    return settle (try, verdict_of_talk (state), NULL);
  if (reply.code / 100 == 5)
    return settle (try, MAILBOX_takes, NULL);
  return settle (try, reply.code / 100 == 2 ? MAILBOX_catch_all : MAILBOX_temporary, &reply);
}

static TryEnd
try_recipient (Try *try)
{
  g_auto (SmtpReply) reply = { 0 };
  StreamState state
      = conversation_ask (try->stream, &try->time, &reply, "RCPT TO:<%s>", try->question->address);
  MailboxVerdict verdict;

  if (state != STREAM_FINE)
    return settle (try, verdict_of_talk (state), NULL);
  verdict = mailbox_verdict_of_reply (&reply);
  return verdict == MAILBOX_takes ? try_nobody (try) : settle (try, verdict, &reply);
}

/* A server that takes no mail from this sender says nothing about the recipient. */
static TryEnd
try_mail (Try *try)
{
  g_auto (SmtpReply) reply = { 0 };
  StreamState state = conversation_ask (try->stream, &try->time, &reply, "MAIL FROM:<%s>",
                                        try->question->mail_from);

  if (state != STREAM_FINE)
    return settle (try, verdict_of_talk (state), NULL);
  return reply.code / 100 == 2 ? try_recipient (try)
                               : settle (try, verdict_of_stranger (&reply), &reply);
}

static TryEnd
try_hello (Try *try, SmtpCapabilities *ret_capabilities)
{
  g_auto (SmtpReply) reply = { 0 };
  StreamState state = conversation_greet (try->stream, &try->time, ret_capabilities, &reply);

  if (state != STREAM_FINE)
    return pass_on (try, verdict_of_talk (state), NULL);
  return reply.code == 250 ? TRY_SETTLED : pass_on (try, verdict_of_stranger (&reply), &reply);
}

/* Any certificate will do: a server that delivers mail would not ask for a better one (RFC 7435).
 */
static TryEnd
try_encrypted (Try *try)
{
  g_auto (SmtpCapabilities) capabilities = { 0 };
  g_auto (SmtpReply) reply = { 0 };
  TryEnd end;
  int error;

  if (conversation_ask (try->stream, &try->time, &reply, "STARTTLS") != STREAM_FINE
      || reply.code != 220
      || stream_start_tls (try->stream, tls_session (try->tls, try->server->name), &try->time,
                           &error)
             != STREAM_FINE)
    return TRY_PLAIN;
  end = try_hello (try, &capabilities);
  return end == TRY_SETTLED ? try_mail (try) : end;
}

static TryEnd
try_greeting (Try *try)
{
  g_auto (SmtpCapabilities) capabilities = { 0 };
  g_auto (SmtpReply) greeting = { 0 };
  StreamState state = stream_read_reply (try->stream, &try->time, &greeting);
  TryEnd end;

  if (state != STREAM_FINE)
    return pass_on (try, verdict_of_talk (state), NULL);
  if (greeting.code != 220)
    return pass_on (try, verdict_of_stranger (&greeting), &greeting);
  end = try_hello (try, &capabilities);
  if (end != TRY_SETTLED)
    return end;
  return capabilities.starttls && try->tls != NULL ? try_encrypted (try) : try_mail (try);
}

/* --- Servers --- */

static void
leave (Try *try)
{
  const StreamTime time = { try->time.end, LEAVE_MS };
  g_auto (SmtpReply) reply = { 0 };

  if (conversation_ask (try->stream, &time, &reply, "RSET") == STREAM_FINE)
    conversation_leave (try->stream, &time);
}

static MailboxVerdict
verdict_of_connect (StreamState state)
{
  return state == STREAM_NO_NETWORK ? MAILBOX_network : MAILBOX_unreachable;
}

static TryEnd
try_address (Try *try, const char *address)
{
  const StreamTime time = { try->time.end, CONNECT_MS };
  StreamState state = stream_connect (address, try->question->port, &time, &try->stream);
  TryEnd end;

  if (state != STREAM_FINE)
    return pass_on (try, verdict_of_connect (state), NULL);
  end = try_greeting (try);
  if (end == TRY_SETTLED)
    leave (try);
  g_clear_pointer (&try->stream, stream_free);
  return end;
}

static TryEnd
try_server (Try *try)
{
  TryEnd end = TRY_OTHER;

  for (guint i = 0; i < try->server->addresses->len && end == TRY_OTHER; i++)
    {
      const char *address = try->server->addresses->pdata[i];

      end = try_address (try, address);
      if (end == TRY_PLAIN)
        {
          g_clear_pointer (&try->tls, tls_free);
          end = try_address (try, address);
        }
    }
  return end;
}

Mailbox *
mailbox_try (const MailboxQuestion *question)
{
  gint64 end = g_get_monotonic_time () + (gint64) question->deadline_ms * 1000;
  Try try = { .question = question, .time = { end, STEP_MS }, .verdict = MAILBOX_failed };
  g_autofree char *reply = NULL;
  TryEnd ended = TRY_OTHER;

  for (guint i = 0; i < question->servers->len && ended == TRY_OTHER; i++)
    {
      if (i > 0 && g_get_monotonic_time () >= end)
        break;
      try.server = question->servers->pdata[i];
      try.tls = tls_new_careless ();
      ended = try_server (&try);
      g_clear_pointer (&try.tls, tls_free);
    }
  reply = try.reply;
  return mailbox_new (try.verdict, try.server->name, reply);
}
