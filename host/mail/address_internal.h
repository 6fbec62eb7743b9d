/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"
#include "mail/address_split.h"

/* Reads what stands in @span as one mailbox; with @several, also as several that were pasted
 * together. */
Address *address_read_span (AddressSpan span, gboolean several);
