/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A model of slips: how likely a person who means one domain types another. */

#define DOMAIN_SLIP_MAX_LENGTH 64 /* bytes of a domain that is compared at all */

/* Natural logarithm of the probability that @typed was meant to be @meant: one or two of a
 * neighbouring key, a transposition, a key doubled, left out or added, look-alike letters ("rn" for
 * "m"). -INFINITY where more than two would be needed. Both in lower-case ASCII, different, not
 * longer than DOMAIN_SLIP_MAX_LENGTH. */
double domain_slip_log (const char *typed, gsize typed_length, const char *meant,
                        gsize meant_length);

/* What domain_slip_log () gives for one slip is above this, for two below. */
#define DOMAIN_SLIP_SINGLE_LOG -15.5

/* The same for a right label under a wrong ending ("gmail.net"), whatever the endings. */
double domain_slip_wrong_ending_log (gboolean further);
