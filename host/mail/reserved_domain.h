/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The reserved name that @ascii_domain is or lies below ("example.com", "local"): one that the public DNS never
 * delegates. NULL if there is none. Static. */
const char *reserved_domain_find (const char *ascii_domain);
