/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The few mail services that everybody knows, so that half an address still tells which was meant.
 */

/* The longest of their domains that @text (lower case) ends with, or NULL. Static. */
const char *mail_service_at_end (const char *text);

/* The domain of the service called @label ("gmail" is gmail.com), or NULL. Static. */
const char *mail_service_called (const char *label);
