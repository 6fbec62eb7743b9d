/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Whether the public Internet can reach an address: not in the special-purpose registries (RFC
 * 6890, IANA's tables of 2025). @address is in network byte order, 4 or 16 bytes. */
gboolean ip4_is_public (const guint8 *address);
gboolean ip6_is_public (const guint8 *address);

/* Whether the first @bits of two addresses of one kind are the same. */
gboolean ip_prefix_equal (const guint8 *a, const guint8 *b, guint bits);
