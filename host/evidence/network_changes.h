/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Whether the machine may be in another network than before: /etc/resolv.conf was written or
 * replaced, or the machine slept. */

typedef struct NetworkChanges NetworkChanges;

/* @resolv_conf: whether that file matters (it does not to a resolver of one's own). */
NetworkChanges *network_changes_new (gboolean resolv_conf);
void network_changes_free (NetworkChanges *changes);

/* Since the last call, or the making. Looks at most once a second. */
gboolean network_changes_happened (NetworkChanges *changes);
