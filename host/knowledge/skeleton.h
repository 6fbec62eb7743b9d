/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What a name looks like to a hasty reader: UTS #39 skeletons, with the combining marks taken off
 * first and with the twins that ASCII has in itself. Skeletons are compared with skeletons only. */

/* The ASCII letters and digits that @text (@length bytes of valid UTF-8) imitates, without its
 * marks: "gmàіl" = "gmail". What imitates none stays. Free with g_free (). */
char *skeleton_fold (const char *text, gsize length);

/* The same, then "rn" = "m", "vv" = "w", "cl" = "d", "1" = "i" = "l", "0" = "o", "5" = "s", and no
 * hyphens. Free with g_free (). */
char *skeleton_of_label (const char *label, gsize length);

/* Whether the label mixes scripts as no language does: the highly restrictive profile of UTS
 * #39 5.2 allows one script, or Latin with Han and kana, with Han and bopomofo, or with Han and
 * hangul. */
gboolean skeleton_is_mixed_script (const char *label, gsize length);
