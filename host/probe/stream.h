/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <gnutls/gnutls.h>
#include "mail/smtp_reply.h"

/* A connection to a stranger's server, in the open or through TLS. Nothing here waits past its
 * moment (monotonic, microseconds): whatever the server does, each call ends. */

typedef struct Stream Stream;

typedef enum
{
  STREAM_FINE,
  STREAM_NOT_FOUND,   /* no such name */
  STREAM_NO_RESOLVER, /* the DNS did not answer */
  STREAM_NO_NETWORK,  /* this machine has no way there */
  STREAM_REFUSED,
  STREAM_LATE,   /* the moment has come */
  STREAM_CLOSED, /* the server hung up */
  STREAM_BAD,    /* it said something that is not to be said there */
} StreamState;

/* How long a step may take; the end of the whole is a limit, too. */
typedef struct
{
  gint64 end;
  guint step_ms;
} StreamTime;

/* Connects to the first address of @host (a name or an IP address) that lets it. FINE: *ret_stream
 * is set; free it with stream_free (). */
StreamState stream_connect (const char *host, guint port, const StreamTime *time,
                            Stream **ret_stream);

void stream_free (Stream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, stream_free)

/* The addresses of the two ends, without ports. Borrowed. */
const char *stream_peer (const Stream *stream);
const char *stream_self (const Stream *stream);

StreamState stream_send (Stream *stream, const char *text, const StreamTime *time);

/* A whole reply, or BAD. FINE: clear *ret_reply. */
StreamState stream_read_reply (Stream *stream, const StreamTime *time, SmtpReply *ret_reply);

/* Shakes hands as a client with @session, which goes over to the stream. Its state stays to be
 * asked while the stream lives. What was read before and not used is dropped: it was not protected
 * (RFC 3207 4.2). BAD: *ret_error says why, by gnutls's numbers. */
StreamState stream_start_tls (Stream *stream, gnutls_session_t session, const StreamTime *time,
                              int *ret_error);
