/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The one error domain of input: frames, JSON, requests, messages, policies. An error names the
 * byte or the field that is at fault; the message of the GError is English, for logs and
 * administrators.
 *
 *   if (!json_strict_check (bytes, length, JSON_MAX_DEPTH, &error))
 *     g_printerr ("line %u: %s\n", lastmile_error_place (error)->line, error->message);
 */

#define LASTMILE_ERROR (lastmile_error_quark ())

typedef enum
{
#define ERROR(id, carries, means) LASTMILE_ERROR_##id,
#include "wire/error.def"
#undef ERROR
  N_LASTMILE_ERRORS
} LastmileErrorCode;

GQuark lastmile_error_quark (void);

/* What an error of a JSON text may carry; 0 or NULL: not known. */
typedef struct
{
  const char *field; /* (nullable) path of the key: "message.to[2]"; copied */
  gboolean located;  /* offset, line and column are set */
  gsize offset;      /* bytes from the start of the text */
  guint line;        /* from 1 */
  guint column;      /* in code points, from 1; bytes where the text before it is not UTF-8 */
} ErrorPlace;

/* Sets @error (nullable) as g_set_error () does. @place may be NULL. */
void lastmile_error_set (GError **error, LastmileErrorCode code, const ErrorPlace *place,
                         const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The code's name on the wire: "field_missing". Static. */
const char *lastmile_error_name (LastmileErrorCode code);

/* What an error of this domain carries, borrowed from it. */
const ErrorPlace *lastmile_error_place (const GError *error);
