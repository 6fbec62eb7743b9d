/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/outgoing_server.h"

/* The Thunderbird profile whose mail is checked, for its outgoing servers: no extension may see
 * those. Its prefs.js and user.js are read when first asked for, and again when they have changed.
 *
 *   g_autoptr (Profile) profile = profile_new_for_parent ();
 *   sources.profile = profile;
 */

#define PROFILE_ERROR (profile_error_quark ())

typedef enum
{
  PROFILE_ERROR_NOT_FOUND,  /* no Thunderbird profile is known */
  PROFILE_ERROR_UNREADABLE, /* it is known, but its preferences cannot be read */
} ProfileError;

GQuark profile_error_quark (void);

/* The profile that this process's parent, Thunderbird, has in use; looked for when it is first
 * asked for. */
Profile *profile_new_for_parent (void);

/* The profile in the folder @path, or whose prefs.js @path is. */
Profile *profile_new (const char *path);

/* The user's default profile, as profiles.ini says. */
Profile *profile_new_default (void);

void profile_free (Profile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Profile, profile_free)

/* Its folder. Borrowed until the next call. NULL and a PROFILE_ERROR if there is none. */
const char *profile_path (Profile *profile, GError **error);

/* The server that a message of that identity ("id1"; "" or NULL: the default identity) goes out
 * through. NULL without an error: it has none. Free with outgoing_server_free (). */
OutgoingServer *profile_outgoing_server (Profile *profile, const char *identity, GError **error);

/* The identity's address, as typed; NULL without an error if it has none. */
char *profile_email (Profile *profile, const char *identity, GError **error);

/* The identities of all accounts, in the accounts' order; free with g_strfreev (). NULL on failure. */
char **profile_identities (Profile *profile, GError **error);

/* OutgoingServer, all of them in the profile's order; the array frees them. NULL on failure. */
GPtrArray *profile_servers (Profile *profile, GError **error);
