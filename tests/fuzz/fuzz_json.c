/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/json.h"

/* What the validator takes, the parser behind it takes too, and prints as a text that is valid
 * again. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) json = NULL;
  g_autofree char *printed = NULL;
  guint line, column;

  if (!json_strict_check ((const char *) bytes, length, JSON_MAX_DEPTH, &error))
    {
      g_assert (error != NULL && lastmile_error_place (error)->offset <= length);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  json_locate ((const char *) bytes, length, "a[0].b", &line, &column);
  json = json_parse ((const char *) bytes, length, NULL);
  if (json == NULL) /* a number of more digits than cJSON takes */
    return 0;
  printed = json_print (json);
  g_assert (json_strict_check (printed, strlen (printed), JSON_MAX_DEPTH, NULL));
  return 0;
}
