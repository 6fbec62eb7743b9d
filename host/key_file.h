/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A file that holds a secret: one line of printable ASCII, in a regular file that others than its
 * owner and its group cannot open. Errors are G_FILE_ERROR; they say what to do, and nothing of the
 * secret. */

/* Whether @path is such a file as far as that shows from outside: the secret is not read. */
gboolean key_file_check (const char *path, GError **error);

/* The line without what ends it. Free with key_file_forget (). */
char *key_file_read (const char *path, GError **error);

/* Overwrites and frees it; @key is nullable. */
void key_file_forget (char *key);
