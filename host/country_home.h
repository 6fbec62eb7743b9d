/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checks.h"
#include "evidence/correspondents.h"
#include "knowledge/country.h"

/* The domain that the recipient's firm has in its own country, where that is known and not only
 * likely: from the directory, or because the same label under @country's ccTLD is another
 * participant's or a correspondent's. NULL if it is not known. Free with g_free (). */
char *country_home_domain (const CheckInput *in, Country country,
                           const Correspondents *correspondents);

/* Whether @entry of the directory is about the recipient's firm: by its name. */
gboolean country_home_entry_is_of (const DirectoryEntry *entry, const Recipient *recipient);
