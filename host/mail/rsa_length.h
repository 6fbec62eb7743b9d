/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The bits of the modulus of an RSA public key in DER: a SubjectPublicKeyInfo (RFC 5280 4.1) or, as
 * RFC 6376 3.6.1 also has it, the bare RSAPublicKey (RFC 8017 A.1.1). 0 if it is neither. */
guint rsa_length (const guint8 *der, gsize length);
