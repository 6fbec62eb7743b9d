/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The native messaging session, the whole of the host: reads frames of requests from @in and writes
 * frames of replies to @out until the input ends, nobody reads any more, or SIGTERM or SIGINT
 * comes. All of these are quiet ends.
 * @max_frame: bytes of the longest frame taken. */
void session_serve (int in, int out, guint32 max_frame);
