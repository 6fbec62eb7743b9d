/* SPDX-License-Identifier: MPL-2.0 */
#include "wire/error.h"

typedef struct
{
  ErrorPlace place;
} LastmileErrorPrivate;

static void
lastmile_error_private_init (LastmileErrorPrivate *private)
{
}

static void
lastmile_error_private_copy (const LastmileErrorPrivate *from, LastmileErrorPrivate *to)
{
  to->place = from->place;
  to->place.field = g_strdup (from->place.field);
}

static void
lastmile_error_private_clear (LastmileErrorPrivate *private)
{
  g_free ((char *) private->place.field);
}

G_DEFINE_EXTENDED_ERROR (LastmileError, lastmile_error)

void
lastmile_error_set (GError **error, LastmileErrorCode code, const ErrorPlace *place,
                    const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (LASTMILE_ERROR, (gint) code, format, arguments);
  va_end (arguments);
  if (place != NULL)
    {
      LastmileErrorPrivate *private = lastmile_error_get_private (*error);
      private->place = *place;
      private->place.field = g_strdup (place->field);
    }
}

const char *
lastmile_error_name (LastmileErrorCode code)
{
  static const char *const names[] = {
#define ERROR(id, carries, means) #id,
#include "wire/error.def"
#undef ERROR
  };
  return names[code];
}

const ErrorPlace *
lastmile_error_place (const GError *error)
{
  return &lastmile_error_get_private (error)->place;
}
