/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The file by which Thunderbird finds the host: <folder>/native-messaging-hosts/lastmile.json. */

#define LASTMILE_EXTENSION_ID "lastmile@lastmile.invalid"
#define LASTMILE_HOST_NAME "lastmile"

/* Its text, for a host at @host_path (absolute). Free with g_free (). */
char *native_manifest_text (const char *host_path);
