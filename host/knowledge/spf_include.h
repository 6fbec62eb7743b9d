/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* What the provider behind the mail server @host (A-labels, lower case) has its customers include
 * in their SPF record; NULL if it is none that is known (spf_include.def). Static. */
const char *spf_include_of_mx (const char *host);
