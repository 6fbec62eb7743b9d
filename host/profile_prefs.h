/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The preferences of a Thunderbird profile: lines like `user_pref("mail.smtpservers", "smtp1");` of
 * prefs.js and user.js. Only names that begin with "mail." are kept. The reader never fails: what
 * it does not understand it skips to the end of the line, as Thunderbird would rather lose one line
 * than all. */

/* A larger file is no preferences of a person. */
#define PREFS_MAX_BYTES (16 * 1024 * 1024)

typedef struct Prefs Prefs;

Prefs *prefs_new (void);
void prefs_free (Prefs *prefs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Prefs, prefs_free)

/* Adds what @text says; of a name that comes again, the last value counts. FALSE if it holds no
 * preference at all, also none of other things than mail. */
gboolean prefs_read (Prefs *prefs, const char *text, gsize length);

/* The value, valid UTF-8, or NULL if there is none or it is no string. Borrowed. */
const char *prefs_string (const Prefs *prefs, const char *name);

/* The value, or @fallback if there is none or it is no number. */
gint64 prefs_number (const Prefs *prefs, const char *name, gint64 fallback);
