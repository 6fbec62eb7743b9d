/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/bounce.h"

/* Whatever the bytes are, there is at least one answer, all of it is valid UTF-8 and within its
 * bounds, and what is no bounce stands alone. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static void
check_text (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length)
{
  g_autoptr (GPtrArray) bounces = bounces_read ((const char *) bytes, length);

  g_assert (bounces->len > 0 && bounces->len <= BOUNCE_MAX_RECIPIENTS);
  for (guint i = 0; i < bounces->len; i++)
    {
      const Bounce *bounce = g_ptr_array_index (bounces, i);

      check_text (bounce->recipient);
      check_text (bounce->original_recipient);
      check_text (bounce->remote_server);
      check_text (bounce->line);
      g_assert (bounce->reason < N_BOUNCE_REASONS);
      g_assert ((bounce->reason == BOUNCE_not_a_bounce) == (bounce->class == BOUNCE_CLASS_NONE));
      g_assert (bounce->reason != BOUNCE_not_a_bounce || bounces->len == 1);
    }
  return 0;
}
