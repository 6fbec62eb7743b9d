/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* @domain with the ending that was probably meant, where it has one that exists but is seldom
 * written to and lies one slip from .com or .net ("company.cm", "companyc.om", "company.com.com").
 * NULL for every other, and where the name tells that it belongs there ("cimencam.cm"). A guess,
 * right more often than not: not to interrupt with. Free with g_free (). */
char *ending_seldom_correct (const char *domain);
