/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Whether the mail server @host (A-labels, lower case) takes mail for domains that are parked or
 * wait for slips (parking_mail_host.def). */
gboolean parking_mail_host (const char *host);
