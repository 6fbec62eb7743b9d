/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The whole of a file; "-" is standard input. NULL and a G_FILE_ERROR if it cannot be read, or is
 * longer than @max bytes. */
GBytes *input_file_read (const char *path, gsize max, GError **error);
