/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Where the Thunderbird profile lies. */

/* The profile that the process @pid, or one of the processes above it, has in use; NULL if none
 * has. @proc is "/proc" but in tests, @home the user's home. The lock of a known profile names its
 * process; a profile elsewhere is found by the lock file that the process holds open, or by its
 * command line. */
char *profile_find_of_process (const char *proc, const char *home, guint pid);

/* The profile that Thunderbird would start with, as profiles.ini says; NULL if there is none. */
char *profile_find_default (const char *home);

/* Every profile that a profiles.ini names, NULL-terminated; free with g_strfreev (). Never NULL. */
char **profile_find_all (const char *home);
