/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Finding the lines of a body that belong to one person: the quoted signature under which a name, a
 * firm or an address stands. The body is plain text; quoted lines begin with '>', or stand below a
 * line like
 * "-----Original Message-----". */

/* Not more of a body is read: who answers writes on top, and signatures of the last mail follow. */
#define SIGNATURE_MAX_BYTES (128 * 1024)

typedef struct
{
  const char *start;
  const char *end;
  gboolean quoted; /* somebody else wrote it; what is not quoted is one line only */
} SignatureBlock;

/* The next block that holds @anchor (not empty), from *@at (a place in @body) on; moves *@at behind
 * it. Greetings, attributions ("... wrote:") and header lines ("From: ...") begin no block, because
 * what follows them is another person's. */
gboolean signature_next (const char *body, const char **at, const char *anchor,
                         SignatureBlock *ret_block);

/* Whether a quoted line that is no attribution and no header prints @domain: as www.domain,
 * https://domain or ...@domain. */
gboolean signature_prints_domain (const char *body, const char *domain);

/* The lines of a block, one by one: the next from *@at, without its marks of quoting. FALSE at the
 * end. */
gboolean signature_line (const SignatureBlock *block, const char **at, const char **ret_line,
                         gsize *ret_length);
