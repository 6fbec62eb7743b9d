/* SPDX-License-Identifier: MPL-2.0 */
#include <ares.h>
#include <arpa/nameser.h>
#include <glib-unix.h>
#include <string.h>
#include "evidence/dns_channel.h"

#define TRY_MS 600 /* of the first try; c-ares doubles it for the second */
#define TRIES 2
#define EDNS_BYTES 1232 /* what passes every path unfragmented */

/* c-ares' sockets and time-outs as one source of the main context. */
typedef struct
{
  GSource source;
  DnsChannel *channel;
  GHashTable *sockets; /* descriptor -> tag of g_source_add_unix_fd () */
} DnsSource;

typedef struct
{
  ares_socket_t readable, writable; /* ARES_SOCKET_BAD where it is not */
} ReadySocket;

struct DnsChannel
{
  ares_channel ares;
  DnsSource *source;
  GQueue answered; /* DnsQuestion: answered while they were asked, to be told from the main loop */
};

typedef struct
{
  DnsChannel *channel;
  DnsType type;
  DnsDone *done;
  gpointer data;
  gboolean asking; /* within dns_channel_ask () */
  DnsAnswer *answer;
  char *alias;
  const char *why;
} DnsQuestion;

/* --- c-ares on the main context --- */

static void
channel_set_timer (DnsChannel *channel)
{
  struct timeval left;
  gint64 ready = -1;

  if (channel->answered.length > 0)
    ready = 0;
  else if (ares_timeout (channel->ares, NULL, &left) != NULL)
    ready = g_get_monotonic_time () + (gint64) left.tv_sec * G_USEC_PER_SEC + left.tv_usec;
  g_source_set_ready_time ((GSource *) channel->source, ready);
}

static void
question_tell (DnsQuestion *question)
{
  question->done (question->answer, question->alias, question->why, question->data);
  dns_answer_unref (question->answer);
  g_free (question->alias);
  g_free (question);
}

static void
channel_tell_answered (DnsChannel *channel)
{
  DnsQuestion *question;

  while ((question = g_queue_pop_head (&channel->answered)) != NULL)
    question_tell (question);
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  DnsSource *self = (DnsSource *) source;
  GHashTableIter iter;
  gpointer socket, tag;
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (ReadySocket));

  g_hash_table_iter_init (&iter, self->sockets);
  while (g_hash_table_iter_next (&iter, &socket, &tag))
    {
      GIOCondition condition = g_source_query_unix_fd (source, tag);
      ReadySocket one = { condition & (G_IO_IN | G_IO_ERR | G_IO_HUP) ? GPOINTER_TO_INT (socket)
                                                                      : ARES_SOCKET_BAD,
                          condition & G_IO_OUT ? GPOINTER_TO_INT (socket) : ARES_SOCKET_BAD };
      if (condition != 0)
        g_array_append_val (ready, one);
    }
  if (ready->len == 0)
    ares_process_fd (self->channel->ares, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
  for (guint i = 0; i < ready->len; i++)
    {
      const ReadySocket *one = &g_array_index (ready, ReadySocket, i);
      ares_process_fd (self->channel->ares, one->readable, one->writable);
    }
  channel_tell_answered (self->channel);
  channel_set_timer (self->channel);
  return G_SOURCE_CONTINUE;
}

static void
source_finalize (GSource *source)
{
  g_hash_table_unref (((DnsSource *) source)->sockets);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch, .finalize = source_finalize };

static void
channel_socket_changed (void *data, ares_socket_t socket, int readable, int writable)
{
  DnsChannel *channel = data;
  GSource *source = (GSource *) channel->source;
  gpointer key = GINT_TO_POINTER (socket);
  gpointer tag = g_hash_table_lookup (channel->source->sockets, key);
  GIOCondition condition = (readable ? G_IO_IN : 0) | (writable ? G_IO_OUT : 0);

  if (condition == 0 && tag != NULL)
    {
      g_source_remove_unix_fd (source, tag);
      g_hash_table_remove (channel->source->sockets, key);
    }
  else if (tag != NULL)
    g_source_modify_unix_fd (source, tag, condition);
  else if (condition != 0)
    g_hash_table_insert (channel->source->sockets, key,
                         g_source_add_unix_fd (source, socket, condition));
}

/* --- Life --- */

DnsChannel *
dns_channel_new (const char *server)
{
  DnsChannel *channel = g_new0 (DnsChannel, 1);
  struct ares_options options = {
    .flags = ARES_FLAG_EDNS | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES,
    .timeout = TRY_MS,
    .tries = TRIES,
    .ednspsz = EDNS_BYTES,
    .sock_state_cb = channel_socket_changed,
    .sock_state_cb_data = channel,
  };
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ
             | ARES_OPT_SOCK_STATE_CB;

  if (ares_library_init (ARES_LIB_INIT_ALL) != ARES_SUCCESS
      || ares_init_options (&channel->ares, &options, mask) != ARES_SUCCESS)
    {
      g_free (channel);
      return NULL;
    }
  channel->source = (DnsSource *) g_source_new (&source_funcs, sizeof (DnsSource));
  channel->source->channel = channel;
  channel->source->sockets = g_hash_table_new (NULL, NULL);
  g_source_attach ((GSource *) channel->source, NULL);
  if (server != NULL && ares_set_servers_ports_csv (channel->ares, server) != ARES_SUCCESS)
    {
      dns_channel_free (channel);
      return NULL;
    }
  return channel;
}

void
dns_channel_free (DnsChannel *channel)
{
  if (channel == NULL)
    return;
  ares_destroy (channel->ares);
  channel_tell_answered (channel);
  g_source_destroy ((GSource *) channel->source);
  g_source_unref ((GSource *) channel->source);
  g_free (channel);
}

/* --- Questions --- */

static const char *
why_from_status (int status)
{
  switch (status)
    {
    case ARES_ETIMEOUT:
    case ARES_ECANCELLED:
    case ARES_EDESTRUCTION:
      return "dns_timeout";
    case ARES_EBADRESP:
    case ARES_EBADNAME:
    case ARES_EFORMERR:
      return "dns_garbage";
    }
  return "dns_refused";
}

static void
question_answered (void *data, int status, int timeouts, unsigned char *bytes, int length)
{
  DnsQuestion *question = data;
  gboolean read = status == ARES_SUCCESS || status == ARES_ENODATA || status == ARES_ENOTFOUND;

  if (read && bytes != NULL && length > 0)
    {
      question->answer = dns_answer_read (bytes, (gsize) length, question->type, &question->alias);
      question->why = question->answer == NULL ? "dns_garbage" : NULL;
    }
  else if (status == ARES_ENOTFOUND) /* names that c-ares never asks for: .onion (RFC 7686) */
    question->answer = dns_answer_new (DNS_NXDOMAIN, 0);
  else
    question->why = why_from_status (status);
  if (question->asking)
    g_queue_push_tail (&question->channel->answered, question);
  else
    question_tell (question);
}

void
dns_channel_ask (DnsChannel *channel, DnsType type, const char *name, DnsDone *done, gpointer data)
{
  DnsQuestion *question = g_new0 (DnsQuestion, 1);

  question->channel = channel;
  question->type = type;
  question->done = done;
  question->data = data;
  question->asking = TRUE;
  ares_query (channel->ares, *name != '\0' ? name : ".", ns_c_in, (int) type, question_answered,
              question);
  question->asking = FALSE;
  channel_set_timer (channel);
}
