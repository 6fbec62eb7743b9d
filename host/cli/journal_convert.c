/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/journal.h"
#include "companion.h"

#define CONVERT_MS 60000
#define CONVERT_MAX (256 * 1024 * 1024) /* bytes that come back */

typedef struct
{
  GMainLoop *loop;
  GBytes *answer; /* (nullable) */
  GError *error;  /* (nullable) */
} Conversion;

gboolean
journal_is_workbook (const char *file, const char *format)
{
  return format != NULL ? strcmp (format, "xlsx") == 0 : g_str_has_suffix (file, ".xlsx");
}

static void
converted (GBytes *answer, const GError *error, gpointer data)
{
  Conversion *conversion = data;

  conversion->answer = answer != NULL ? g_bytes_ref (answer) : NULL;
  conversion->error = error != NULL ? g_error_copy (error) : NULL;
  g_main_loop_quit (conversion->loop);
}

/* What follows the answer's first line, which says what it is. Takes over @answer. */
static GBytes *
open_answer (GBytes *answer, GError **error)
{
  g_autoptr (GBytes) owned = answer;
  gsize length;
  const char *bytes = g_bytes_get_data (answer, &length);

  if (length >= 3 && memcmp (bytes, "ok\n", 3) == 0)
    return g_bytes_new_from_bytes (answer, 3, length - 3);
  if (length >= 6 && memcmp (bytes, "error\n", 6) == 0)
    g_set_error (error, COMPANION_ERROR, COMPANION_ERROR_FAILED, "%.*s", (int) length - 6,
                 bytes + 6);
  else
    g_set_error_literal (error, COMPANION_ERROR, COMPANION_ERROR_FAILED,
                         "lastmile-sheet gave no answer");
  return NULL;
}

GBytes *
journal_convert (const char *direction, GBytes *bytes, GError **error)
{
  g_autofree char *program = companion_find ("lastmile-sheet");
  char *argv[] = { program, (char *) direction, NULL };
  const CompanionLimits limits = { CONVERT_MS, CONVERT_MAX };
  Conversion conversion = { NULL, NULL, NULL };

  if (program == NULL)
    {
      g_set_error_literal (error, COMPANION_ERROR, COMPANION_ERROR_MISSING,
                           "lastmile-sheet is not installed");
      return NULL;
    }
  conversion.loop = g_main_loop_new (NULL, FALSE);
  if (companion_start (argv, bytes, &limits, converted, &conversion, error) != NULL)
    g_main_loop_run (conversion.loop);
  g_main_loop_unref (conversion.loop);
  if (conversion.error != NULL)
    g_propagate_error (error, conversion.error);
  return conversion.answer != NULL ? open_answer (conversion.answer, error) : NULL;
}
