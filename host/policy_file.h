/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Files of a policy: read whole, and looked at again later. */

#define POLICY_MAX_BYTES (8 * 1024 * 1024)

/* Only a regular file is read: a pipe in its place would hold up whoever waits for an answer. NULL
 * and a G_FILE_ERROR (G_FILE_ERROR_NOENT: there is none); free with g_free (). Its state before the
 * reading is appended to @watched (nullable). */
char *policy_file_read (const char *path, GPtrArray *watched, gsize *ret_length, GError **error);

/* Appends its state alone. */
void policy_file_watch (GPtrArray *watched, const char *path);

/* For policy_file_read () and policy_files_changed (). */
GPtrArray *policy_watched_new (void);

/* Whether any has been written, made, removed or replaced since it was appended. */
gboolean policy_files_changed (const GPtrArray *watched);
