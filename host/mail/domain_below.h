/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Whether @domain is @parent or below it; both A-labels in lower case ("mail.bosch.com" is below
 * "bosch.com", "notbosch.com" is not). */
gboolean domain_is_below (const char *domain, const char *parent);
