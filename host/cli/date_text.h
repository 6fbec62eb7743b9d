/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A moment (seconds since 1970) as a person says it, in the language of text.h and in local time:
 * "Tuesday 24 November", with the year where it is another than this one's, "today at 16:03". Free
 * with g_free (). */
char *date_text (gint64 seconds);

/* Whether the moment is of the same local day as now. */
gboolean date_is_today (gint64 seconds);
