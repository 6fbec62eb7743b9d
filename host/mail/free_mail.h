/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Mail services open to everybody (knowledge/free_mail_domains.txt). Domains are A-labels in lower
 * case. Of an address that was read, Address.is_free_mail tells it. */

/* Whether @domain, whose registrable part is @registrable, belongs to one of them. */
gboolean free_mail_has_names (const char *domain, const char *registrable);

/* Whether that very domain is one of them. */
gboolean free_mail_has_domain (const char *domain);
