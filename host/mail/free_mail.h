/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"

/* Whether the address is at a mail service open to everybody (knowledge/free_mail_domains.txt), so
 * that its domain tells nothing of a company. FALSE for an address without a domain. */
gboolean free_mail_has (const Address *address);

/* Whether that very domain (A-labels, lower case) is one of them. */
gboolean free_mail_has_domain (const char *domain);
