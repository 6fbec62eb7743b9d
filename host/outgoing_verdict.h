/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "probe_outgoing.h"

/* What a try of an outgoing server says of it. Each gives the variant of the text that says it, or
 * NULL: nothing is wrong there, or the try did not get that far. */

const char *outgoing_unreachable (const OutgoingProbe *probe); /* "refused", "silent", ... */
const char *outgoing_unencrypted (const OutgoingProbe *probe); /* "no_starttls", ... */
const char *outgoing_mistrusted (const OutgoingProbe *probe);  /* "expired", ... */

/* Whether a login by @method is bound to fail: the server offers others. One that offers none
 * leaves it to itself whether it takes the mail. */
gboolean outgoing_lacks_login (const OutgoingProbe *probe, SmtpAuthMethod method);

/* Calls @add for each thing that texts may name: reply, address, tls, names, issuer, subject,
 * from, until, auth, size (MiB), connect_ms, whole_ms; where the try got that far, "?" for what a
 * certificate does not say. */
typedef void OutgoingDetail (gpointer data, const char *name, const char *value);
void outgoing_details (const OutgoingProbe *probe, OutgoingDetail *add, gpointer data);
