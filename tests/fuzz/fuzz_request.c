/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/json.h"
#include "wire/reply.h"
#include "wire/request.h"

/* A frame is a typed request or an error whose reply is valid JSON. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reply = NULL;
  gint64 id;
  g_autoptr (Request) request = request_read ((const char *) bytes, length, &id, &error);

  if (request != NULL)
    {
      g_assert (error == NULL && request->id >= 0 && request->id <= REQUEST_MAX_ID);
      return 0;
    }
  reply = reply_error (id, error);
  g_assert (json_strict_check (reply, strlen (reply), JSON_MAX_DEPTH, NULL));
  return 0;
}
