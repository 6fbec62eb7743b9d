/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <gnutls/gnutls.h>
#include "probe_outgoing.h"

/* TLS as Thunderbird speaks it (1.2 and later), which goes through with any certificate: what is
 * wrong with it is to be told, not to end the conversation. */

typedef struct Tls Tls;

/* Trusts what the system trusts, and the authorities in @ca_file and in the file that
 * LASTMILE_CA_FILE names (PEM; each nullable). NULL if a file cannot be used. */
Tls *tls_new (const char *ca_file);
/* Trusts nobody: for whoever does not ask who the server is. Reads no file. */
Tls *tls_new_careless (void);
void tls_free (Tls *tls);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tls, tls_free)

/* For one connection to @host; goes over to the stream. */
gnutls_session_t tls_session (Tls *tls, const char *host);

/* Judges the certificate that @session was shown, for @host. */
void tls_judge_certificate (gnutls_session_t session, const char *host,
                            OutgoingCertificate *certificate);

/* "TLS1.3"; static. */
const char *tls_version (gnutls_session_t session);
