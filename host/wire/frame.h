/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "wire/error.h"

/* Native messaging's frames: a 32-bit length in native byte order, then that many bytes. This file
 * alone touches the two descriptors. Everything runs from the default main context; nothing in here
 * blocks: what the other side does not read yet is queued, and while the queue is long no more is
 * taken in, so that memory has a bound. */

#define FRAME_DEFAULT_MAX                                                                          \
  (8u * 1024 * 1024) /* bytes of an incoming frame; a longer one is skipped and refused */
#define FRAME_MAX_REPLY (1024u * 1024 - 1) /* bytes: Thunderbird takes less than 1 MiB */
#define FRAME_MAX_QUEUE                                                                            \
  (16u * 1024 * 1024) /* bytes waiting to be read by the other side before intake pauses */

typedef struct FrameChannel FrameChannel;

typedef struct
{
  /* A whole frame; @bytes are borrowed for the call. */
  void (*received) (const char *bytes, gsize length, gpointer data);
  /* A frame that is not taken; the next one is. */
  void (*refused) (const GError *error, gpointer data);
  /* Nothing more comes or nobody reads any more; frames cut short are dropped. Called once, never
   * from within frame_channel_send (). */
  void (*closed) (gpointer data);
} FrameHandlers;

/* @in is read and @out written; both stay the caller's to close. @handlers is borrowed and outlives
 * the channel. */
FrameChannel *frame_channel_new (int in, int out, guint32 max_length, const FrameHandlers *handlers,
                                 gpointer data);

/* Not from within a handler. */
void frame_channel_free (FrameChannel *channel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FrameChannel, frame_channel_free)

/* Sends @text, FRAME_MAX_REPLY bytes at most, as one frame. */
void frame_channel_send (FrameChannel *channel, const char *text);
