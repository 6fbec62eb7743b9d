/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Death in the middle of writes: what a killed process has acknowledged must be there afterwards.
 */

/* Writes numbers from @first on to a store, and each that was acknowledged to @out; never returns.
 */
typedef void Teller (int out, guint first);

/* Runs @tell in a child and kills it @microseconds after its first word; the last number that it
 * told. */
guint kill_in_the_middle (Teller *tell, guint first, guint microseconds);
