/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"

/* Which company an address belongs to, as far as its domain tells. */

/* What stands for the company: the label before the public suffix ("bosch" for bosch.de,
 * hr.bosch.com and bosch.co.jp alike, since a group has many suffixes), its length in *ret_length.
 * NULL for free mail, for a literal and for what is no address. Borrowed from @address. */
const char *company_label (const Address *address, gsize *ret_length);

/* Whether both are of one company; FALSE if either has none. */
gboolean company_same (const Address *a, const Address *b);

/* Whether @address belongs to the sender's own company: the policy's own_domains, or the domain of
 * From unless that is free mail. */
gboolean company_is_own (const CheckInput *in, const Address *address);

/* Whether this recipient counts among strangers: To, Cc or Bcc, readable, and not the sender's own
 * company. */
gboolean company_is_outside (const CheckInput *in, const Recipient *recipient);

/* Whether some recipient is at a company, rather than all at free mail. */
gboolean company_is_addressed (const Message *message);

/* Whether the domain's label is the name of a group with daughters and addresses in many countries
 * (knowledge/world_wide_groups.txt): its ending tells little of where they sit. */
gboolean company_is_world_wide (const Address *address);
