/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib-unix.h>
#include "wire/frame.h"

#define READ_CHUNK (64u * 1024)
#define KEPT_BUFFER (256u * 1024) /* a larger input buffer is given back once it is empty */
#define HEADER sizeof (guint32)

struct FrameChannel
{
  int in;
  int out;
  guint32 max_length;
  const FrameHandlers *handlers;
  gpointer data;
  GByteArray *buffer; /* read, not yet handed on */
  guint64 to_skip;    /* bytes of a refused frame that are still to come */
  GQueue queue;       /* GBytes: frames to be written, header and text */
  gsize queued;       /* bytes in it */
  gsize written;      /* bytes of its head that are written */
  guint in_source;
  guint out_source;
  guint close_source;
};

static gboolean channel_readable (gint fd, GIOCondition condition, gpointer data);
static gboolean channel_writable (gint fd, GIOCondition condition, gpointer data);

/* --- In --- */

static void
channel_refuse (FrameChannel *channel, guint32 length)
{
  g_autoptr (GError) error = NULL;

  if (length == 0)
    lastmile_error_set (&error, LASTMILE_ERROR_frame_empty, NULL, "the frame is empty");
  else
    lastmile_error_set (&error, LASTMILE_ERROR_frame_too_long, NULL,
                        "the frame has %u bytes, %u are allowed", length, channel->max_length);
  channel->handlers->refused (error, channel->data);
}

/* Hands the frame at @bytes on, of which @available are there. Returns the bytes it used; 0: more
 * are needed. */
static gsize
channel_take_frame (FrameChannel *channel, const guint8 *bytes, gsize available)
{
  guint32 length;

  if (available < HEADER)
    return 0;
  memcpy (&length, bytes, HEADER);
  if (length == 0 || length > channel->max_length)
    {
      channel->to_skip = length;
      channel_refuse (channel, length);
      return HEADER;
    }
  if (available - HEADER < length)
    return 0;
  channel->handlers->received ((const char *) bytes + HEADER, length, channel->data);
  return HEADER + length;
}

static gsize
channel_skip (FrameChannel *channel, gsize available)
{
  gsize skipped = (gsize) MIN (channel->to_skip, available);
  channel->to_skip -= skipped;
  return skipped;
}

static void
channel_take_frames (FrameChannel *channel)
{
  GByteArray *buffer = channel->buffer;
  gsize used = 0, step;

  do
    {
      step = channel_skip (channel, buffer->len - used);
      if (step == 0)
        step = channel_take_frame (channel, buffer->data + used, buffer->len - used);
      used += step;
    }
  while (step > 0);
  g_byte_array_remove_range (buffer, 0, (guint) used);
}

/* A long frame grew the buffer; GByteArray never shrinks. */
static void
channel_trim_buffer (FrameChannel *channel, gsize largest)
{
  if (channel->buffer->len > 0 || largest <= KEPT_BUFFER)
    return;
  g_byte_array_unref (channel->buffer);
  channel->buffer = g_byte_array_new ();
}

static gboolean
channel_close_later (gpointer data)
{
  FrameChannel *channel = data;

  channel->close_source = 0;
  channel->handlers->closed (channel->data);
  return G_SOURCE_REMOVE;
}

static void
channel_end (FrameChannel *channel)
{
  g_clear_handle_id (&channel->in_source, g_source_remove);
  g_clear_handle_id (&channel->out_source, g_source_remove);
  if (channel->close_source == 0)
    channel->close_source = g_idle_add_full (G_PRIORITY_HIGH, channel_close_later, channel, NULL);
}

/* Reads a piece behind what is there. FALSE: the input is over. */
static gboolean
channel_read (FrameChannel *channel)
{
  guint8 chunk[READ_CHUNK];
  ssize_t count = read (channel->in, chunk, sizeof chunk);

  if (count < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (count <= 0)
    return FALSE;
  g_byte_array_append (channel->buffer, chunk, (guint) count);
  return TRUE;
}

static gboolean
channel_readable (gint fd, GIOCondition condition, gpointer data)
{
  FrameChannel *channel = data;
  gsize largest;

  if (!channel_read (channel))
    {
      channel->in_source = 0;
      channel_end (channel);
      return G_SOURCE_REMOVE;
    }
  largest = channel->buffer->len;
  channel_take_frames (channel);
  channel_trim_buffer (channel, largest);
  if (channel->queued <= FRAME_MAX_QUEUE || channel->out_source == 0)
    return G_SOURCE_CONTINUE;
  channel->in_source = 0;
  return G_SOURCE_REMOVE;
}

/* --- Out --- */

/* Writes what goes without waiting. FALSE: nobody reads any more. */
static gboolean
channel_flush (FrameChannel *channel)
{
  while (!g_queue_is_empty (&channel->queue))
    {
      gsize length;
      GBytes *head = g_queue_peek_head (&channel->queue);
      const guint8 *bytes = g_bytes_get_data (head, &length);
      ssize_t count = write (channel->out, bytes + channel->written, length - channel->written);

      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        return errno == EAGAIN;
      channel->written += (gsize) count;
      if (channel->written < length)
        continue;
      channel->queued -= length;
      channel->written = 0;
      g_bytes_unref (g_queue_pop_head (&channel->queue));
    }
  return TRUE;
}

static gboolean
channel_writable (gint fd, GIOCondition condition, gpointer data)
{
  FrameChannel *channel = data;

  if (!channel_flush (channel))
    {
      channel->out_source = 0;
      channel_end (channel);
      return G_SOURCE_REMOVE;
    }
  if (channel->queued <= FRAME_MAX_QUEUE && channel->in_source == 0 && channel->close_source == 0)
    channel->in_source
        = g_unix_fd_add (channel->in, G_IO_IN | G_IO_HUP | G_IO_ERR, channel_readable, channel);
  if (!g_queue_is_empty (&channel->queue))
    return G_SOURCE_CONTINUE;
  channel->out_source = 0;
  return G_SOURCE_REMOVE;
}

void
frame_channel_send (FrameChannel *channel, const char *text)
{
  guint32 length = (guint32) strlen (text);
  GByteArray *frame = g_byte_array_sized_new ((guint) HEADER + length);

  g_assert (length <= FRAME_MAX_REPLY);
  g_byte_array_append (frame, (const guint8 *) &length, HEADER);
  g_byte_array_append (frame, (const guint8 *) text, length);
  g_queue_push_tail (&channel->queue, g_byte_array_free_to_bytes (frame));
  channel->queued += HEADER + length;
  if (channel->out_source != 0 || channel->close_source != 0)
    return;
  if (!channel_flush (channel))
    channel_end (channel);
  else if (!g_queue_is_empty (&channel->queue))
    channel->out_source
        = g_unix_fd_add (channel->out, G_IO_OUT | G_IO_HUP | G_IO_ERR, channel_writable, channel);
}

/* --- Life --- */

FrameChannel *
frame_channel_new (int in, int out, guint32 max_length, const FrameHandlers *handlers,
                   gpointer data)
{
  FrameChannel *channel = g_new0 (FrameChannel, 1);

  channel->in = in;
  channel->out = out;
  channel->max_length = max_length;
  channel->handlers = handlers;
  channel->data = data;
  channel->buffer = g_byte_array_new ();
  g_queue_init (&channel->queue);
  g_unix_set_fd_nonblocking (out, TRUE, NULL);
  channel->in_source = g_unix_fd_add (in, G_IO_IN | G_IO_HUP | G_IO_ERR, channel_readable, channel);
  return channel;
}

void
frame_channel_free (FrameChannel *channel)
{
  if (channel == NULL)
    return;
  g_clear_handle_id (&channel->in_source, g_source_remove);
  g_clear_handle_id (&channel->out_source, g_source_remove);
  g_clear_handle_id (&channel->close_source, g_source_remove);
  g_queue_clear_full (&channel->queue, (GDestroyNotify) g_bytes_unref);
  g_byte_array_unref (channel->buffer);
  g_free (channel);
}
