/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

#define HOST_PROBE_MS 5000 /* a host that takes longer will not do at Send either */

/* Starts the host at @path as Thunderbird would, says hello, and ends it. Its version (free with
 * g_free ()), or NULL and an error (of G_SPAWN_ERROR or G_FILE_ERROR) if no proper answer comes
 * within HOST_PROBE_MS. */
char *host_probe (const char *path, const char *manifest_path, GError **error);
