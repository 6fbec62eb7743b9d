/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "companion_side.h"

#define MAX_QUESTION (64 * 1024)

cJSON *
companion_question (GError **error)
{
  static char bytes[MAX_QUESTION];
  gsize length = fread (bytes, 1, sizeof bytes, stdin);

  return json_parse (bytes, length, error);
}

void
companion_answer (const cJSON *answer)
{
  g_autofree char *text = json_print (answer);

  puts (text);
  fflush (stdout);
}
