/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Whether two keys of a computer's keyboard touch each other: QWERTY, and what QWERTZ and AZERTY
 * place elsewhere. For 'a' to 'z', '0' to '9', '-' and '.'; FALSE for everything else. */
gboolean keyboard_is_neighbour (char a, char b);
