/* SPDX-License-Identifier: MPL-2.0 */
#include <stdint.h>
#include <string.h>
#include "mail/spf_macro.h"
#include "mail/spf_record.h"

/* Any bytes as an SPF record: it is read or refused with a place inside it, and every domain-spec of one that was read can be expanded. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *
value (char letter, gpointer data)
{
  g_assert (strchr ("slodiphvcrt", letter) != NULL);
  return g_strdup ("a.b-c/d@example.org");
}

static void
expand (const char *spec)
{
  if (spec != NULL)
    g_free (spf_macro_expand (spec, value, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ("v=spf1 ", size + 7);
  g_autoptr (SpfRecord) record = NULL;
  SpfFault fault;

  if (size > 0)
    memcpy (text + 7, data, size);
  g_assert (spf_record_is_one (text, size + 7));
  record = spf_record_read (text, size + 7, &fault);
  if (record == NULL)
    {
      g_assert (fault.what != NULL && fault.start + fault.length <= size + 7);
      return 0;
    }
  for (guint i = 0; i < record->terms->len; i++)
    expand (g_array_index (record->terms, SpfTerm, i).domain);
  expand (record->redirect);
  expand (record->exp);
  return 0;
}
