/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* An IP address as the DNS has it, written backwards: "4.3.2.1" of 1.2.3.4 (RFC 1035 3.5), the 32
 * nibbles of an IPv6 address (RFC 3596 2.5), with "." and @zone behind. Free with g_free (). */
char *reversed_address (const guint8 *address, gboolean six, const char *zone);
