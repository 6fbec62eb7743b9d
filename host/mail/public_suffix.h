/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The registrable domain of @domain, a tail of it: a public suffix and one label (publicsuffix.org,
 * as libpsl was built with it). NULL if @domain has no dot or is a suffix itself. The list is slow
 * to ask and never changes while the program runs, so the last few hundred answers are kept. */
const char *public_suffix_registrable (const char *domain);
