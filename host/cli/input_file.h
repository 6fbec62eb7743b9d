/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

#define INPUT_FILE_MAX_BYTES (8 * 1024 * 1024) /* as the host takes in a frame */

/* The whole of a file; "-" is standard input. NULL and a G_FILE_ERROR if it cannot be read, or is
 * longer than INPUT_FILE_MAX_BYTES. */
GBytes *input_file_read (const char *path, GError **error);

/* A descriptor of it, to be closed with input_file_close (); -1 and a G_FILE_ERROR. */
int input_file_open (const char *path, GError **error);
void input_file_close (int fd);
