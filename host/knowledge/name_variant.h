/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Names that one person may bear in turn (knowledge/name_variants.txt). */

/* Whether @a and @b, folded (words_fold ()), are variants of one name: "bob" and "robert", "cheung"
 * and "zhang". */
gboolean name_variant_same (const char *a, const char *b);
