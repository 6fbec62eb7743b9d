/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What the user wrote himself of a body: its salutation, and the rest up to the first quoted line.
 * Both folded (words.h), not nullable; free with g_free (). Not more is read of a body than a
 * person writes in a mail. */
void own_text_read (const char *body, char **ret_salutation, char **ret_rest);
