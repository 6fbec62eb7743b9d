/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

/* What a provider has its customers include in their SPF record (spf_include.def). Host names are
 * A-labels in lower case; answers are static, NULL for a provider that is not known. */

/* By the mail server @host that takes a domain's mail. */
const char *spf_include_of_mx (const char *host);

/* By the outgoing server @host: apart by blanks, the one to recommend and others that let the same
 * servers send. */
const char *spf_includes_of_server (const char *host);
