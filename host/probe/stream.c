/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* getaddrinfo_a () */
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "probe/stream.h"

#define MAX_ADDRESSES 4 /* of one name that are tried */

struct Stream
{
  int fd;
  gnutls_session_t tls; /* (nullable) */
  char peer[NI_MAXHOST];
  char self[NI_MAXHOST];
  GByteArray *got; /* read and not yet used */
};

static gint64
moment_of (const StreamTime *time)
{
  return MIN (time->end, g_get_monotonic_time () + (gint64) time->step_ms * 1000);
}

/* FALSE once the moment has come. */
static gboolean
wait_for (int fd, short events, gint64 moment)
{
  for (;;)
    {
      struct pollfd poll_fd = { fd, events, 0 };
      gint64 left_ms = (moment - g_get_monotonic_time () + 999) / 1000;
      int ready = left_ms > 0 ? poll (&poll_fd, 1, (int) left_ms) : 0;
      if (ready > 0)
        return TRUE;
      if (ready == 0 || errno != EINTR)
        return FALSE;
    }
}

/* --- Connecting --- */

static StreamState
state_of_resolver (int code)
{
  switch (code)
    {
    case 0:
      return STREAM_FINE;
    case EAI_NONAME:
    case EAI_NODATA:
      return STREAM_NOT_FOUND;
    default:
      return STREAM_NO_RESOLVER;
    }
}

/* Free *ret_addresses with freeaddrinfo (). */
static StreamState
resolve (const char *host, guint port, gint64 moment, struct addrinfo **ret_addresses)
{
  /* The resolver's thread writes into these until it is done, which may be after this. */
  static struct addrinfo hints
      = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV | AI_IDN };
  static struct gaicb query;
  static char service[16];
  struct gaicb *list[] = { &query };
  int state;

  g_snprintf (service, sizeof service, "%u", port);
  query = (struct gaicb){ .ar_name = g_strdup (host), .ar_service = service, .ar_request = &hints };
  if (getaddrinfo_a (GAI_NOWAIT, list, 1, NULL) != 0)
    return STREAM_NO_RESOLVER;
  while ((state = gai_error (&query)) == EAI_INPROGRESS)
    {
      gint64 left = moment - g_get_monotonic_time ();
      struct timespec wait = { left / G_USEC_PER_SEC, (left % G_USEC_PER_SEC) * 1000 };
      if (left <= 0)
        return STREAM_NO_RESOLVER;
      gai_suspend ((const struct gaicb *const *) list, 1, &wait);
    }
  g_free ((char *) query.ar_name);
  *ret_addresses = query.ar_result;
  return state_of_resolver (state);
}

static StreamState
state_of_connect (int error)
{
  switch (error)
    {
    case 0:
      return STREAM_FINE;
    case ECONNREFUSED:
    case ECONNRESET:
      return STREAM_REFUSED;
    case ENETUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case EACCES:
    case EPERM:
      return STREAM_NO_NETWORK;
    default:
      return STREAM_LATE;
    }
}

static StreamState
connect_to (const struct addrinfo *address, gint64 moment, int *ret_fd)
{
  int fd = socket (address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int error = 0;
  socklen_t length = sizeof error;
  StreamState state;

  if (fd < 0)
    return STREAM_NO_NETWORK;
  if (connect (fd, address->ai_addr, address->ai_addrlen) != 0)
    {
      error = errno;
      if (error == EINPROGRESS)
        error = wait_for (fd, POLLOUT, moment)
                        && getsockopt (fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0
                    ? error
                    : ETIMEDOUT;
    }
  state = state_of_connect (error);
  if (state == STREAM_FINE)
    *ret_fd = fd;
  else
    close (fd);
  return state;
}

static void
name_end (int fd, int (*end) (int, struct sockaddr *, socklen_t *), char *name, gsize size)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;

  if (end (fd, (struct sockaddr *) &address, &length) != 0
      || getnameinfo ((struct sockaddr *) &address, length, name, (socklen_t) size, NULL, 0,
                      NI_NUMERICHOST)
             != 0)
    g_strlcpy (name, "", size);
}

/* The next address gets its share of what is left of the step, so that one black hole does not
 * swallow them all. */
static StreamState
connect_to_any (const struct addrinfo *addresses, gint64 moment, int *ret_fd)
{
  StreamState worst = STREAM_NO_NETWORK;
  int left = 0;

  for (const struct addrinfo *a = addresses; a != NULL && left < MAX_ADDRESSES; a = a->ai_next)
    left++;
  for (const struct addrinfo *a = addresses; a != NULL && left > 0; a = a->ai_next, left--)
    {
      gint64 now = g_get_monotonic_time ();
      StreamState state = connect_to (a, now + MAX (moment - now, 0) / left, ret_fd);
      if (state == STREAM_FINE)
        return state;
      if (worst == STREAM_NO_NETWORK || state == STREAM_REFUSED)
        worst = state;
    }
  return worst;
}

StreamState
stream_connect (const char *host, guint port, const StreamTime *time, Stream **ret_stream)
{
  struct addrinfo *addresses = NULL;
  int fd = -1;
  StreamState state = resolve (host, port, moment_of (time), &addresses);
  Stream *stream;

  if (state != STREAM_FINE)
    return state;
  state = connect_to_any (addresses, moment_of (time), &fd);
  freeaddrinfo (addresses);
  if (state != STREAM_FINE)
    return state;
  stream = g_new0 (Stream, 1);
  stream->fd = fd;
  stream->got = g_byte_array_new ();
  name_end (fd, getpeername, stream->peer, sizeof stream->peer);
  name_end (fd, getsockname, stream->self, sizeof stream->self);
  *ret_stream = stream;
  return STREAM_FINE;
}

void
stream_free (Stream *stream)
{
  if (stream == NULL)
    return;
  if (stream->tls != NULL)
    gnutls_deinit (stream->tls);
  close (stream->fd);
  g_byte_array_unref (stream->got);
  g_free (stream);
}

const char *
stream_peer (const Stream *stream)
{
  return stream->peer;
}

const char *
stream_self (const Stream *stream)
{
  return stream->self;
}

/* --- Talking --- */

/* As send () and recv (), -1 with EAGAIN where it would block, whatever lies below. */
static gssize
errno_of_tls (gssize result)
{
  if (result >= 0)
    return result;
  errno = result == GNUTLS_E_AGAIN || result == GNUTLS_E_INTERRUPTED ? EAGAIN : EIO;
  return -1;
}

static gssize
write_some (Stream *stream, const char *bytes, gsize length)
{
  if (stream->tls != NULL)
    return errno_of_tls (gnutls_record_send (stream->tls, bytes, length));
  return send (stream->fd, bytes, length, MSG_NOSIGNAL);
}

static gssize
read_some (Stream *stream, guint8 *bytes, gsize size)
{
  if (stream->tls != NULL)
    return errno_of_tls (gnutls_record_recv (stream->tls, bytes, size));
  return recv (stream->fd, bytes, size, 0);
}

static gboolean
would_block (void)
{
  return errno == EAGAIN || errno == EINTR;
}

StreamState
stream_send (Stream *stream, const char *text, const StreamTime *time)
{
  gint64 moment = moment_of (time);
  gsize length = strlen (text), sent = 0;

  while (sent < length)
    {
      gssize n = write_some (stream, text + sent, length - sent);
      if (n >= 0)
        sent += (gsize) n;
      else if (!would_block ())
        return STREAM_CLOSED;
      else if (!wait_for (stream->fd, POLLOUT, moment))
        return STREAM_LATE;
    }
  return STREAM_FINE;
}

/* Appends what has come, waiting for it if there is nothing. */
static StreamState
receive (Stream *stream, gint64 moment)
{
  guint8 bytes[4096];

  for (;;)
    {
      gssize n = read_some (stream, bytes, sizeof bytes);
      if (n > 0)
        {
          g_byte_array_append (stream->got, bytes, (guint) n);
          return STREAM_FINE;
        }
      if (n == 0 || !would_block ())
        return STREAM_CLOSED;
      if (!wait_for (stream->fd, POLLIN, moment))
        return STREAM_LATE;
    }
}

StreamState
stream_read_reply (Stream *stream, const StreamTime *time, SmtpReply *ret_reply)
{
  gint64 moment = moment_of (time);

  for (;;)
    {
      gsize used;
      StreamState state;

      switch (
          smtp_reply_read ((const char *) stream->got->data, stream->got->len, ret_reply, &used))
        {
        case SMTP_REPLY_WHOLE:
          g_byte_array_remove_range (stream->got, 0, (guint) used);
          return STREAM_FINE;
        case SMTP_REPLY_BAD:
          return STREAM_BAD;
        case SMTP_REPLY_MORE:
          break;
        }
      /* One that drips its reply byte by byte has no more time than another. */
      if (g_get_monotonic_time () >= moment)
        return STREAM_LATE;
      state = receive (stream, moment);
      if (state != STREAM_FINE)
        return state;
    }
}

StreamState
stream_start_tls (Stream *stream, gnutls_session_t session, const StreamTime *time, int *ret_error)
{
  gint64 moment = moment_of (time);
  int result;

  g_byte_array_set_size (stream->got, 0);
  stream->tls = session;
  gnutls_transport_set_int (session, stream->fd);
  gnutls_handshake_set_timeout (session, 0); /* ours */
  while ((result = gnutls_handshake (session)) != GNUTLS_E_SUCCESS)
    {
      short events = gnutls_record_get_direction (session) == 1 ? POLLOUT : POLLIN;

      *ret_error = result;
      if (result == GNUTLS_E_PREMATURE_TERMINATION || result == GNUTLS_E_PULL_ERROR
          || result == GNUTLS_E_PUSH_ERROR)
        return STREAM_CLOSED;
      if (gnutls_error_is_fatal (result))
        return STREAM_BAD;
      if (g_get_monotonic_time () >= moment
          || ((result == GNUTLS_E_AGAIN) && !wait_for (stream->fd, events, moment)))
        return STREAM_LATE;
    }
  return STREAM_FINE;
}
