/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The user's data folder: $LASTMILE_DATA_DIR, else $XDG_DATA_HOME/lastmile, else
 * ~/.local/share/lastmile. Only its owner may enter it (0700) or read what lies in it (0600). */

/* Its path, whether it exists or not. Static. */
const char *data_dir_path (void);

/* Makes @dir, with its parents, if it is not there. */
gboolean data_dir_ensure (const char *dir, GError **error);

/* Replaces @dir/@name by @text at once or not at all (0600); makes @dir first. */
gboolean data_dir_write (const char *dir, const char *name, const char *text, GError **error);
