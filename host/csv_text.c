/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "csv_text.h"
#include "wire/error.h"

static gboolean
is_high (char byte)
{
  return ((guchar) byte & 0x80) != 0;
}

/* The encoding of bytes that are not UTF-8 and have no mark. */
static const char *
guess_encoding (const char *bytes, gsize length)
{
  gsize single = 0, several = 0;

  for (gsize i = 0; i < length;)
    {
      gsize start = i;

      while (i < length && is_high (bytes[i]))
        i++;
      if (i - start == 1)
        single++;
      else if (i > start)
        several++;
      else
        i++;
    }
  return single > several ? "WINDOWS-1252" : "GB18030";
}

static const char *
find_encoding (const char *bytes, gsize length)
{
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return "UTF-16";
  return guess_encoding (bytes, length);
}

static char *
refuse (GError **error)
{
  lastmile_error_set (error, LASTMILE_ERROR_csv_encoding, NULL,
                      "the file is no text in UTF-8, GB18030, UTF-16 or Windows-1252");
  return NULL;
}

char *
csv_text_decode (const char *bytes, gsize length, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  g_autofree char *converted = NULL;
  gsize written = 0;

  if (length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0)
    {
      bytes += strlen (mark);
      length -= strlen (mark);
    }
  if (g_utf8_validate_len (bytes, length, NULL))
    return g_strndup (length > 0 ? bytes : "", length);
  converted = g_convert (bytes, (gssize) length, "UTF-8", find_encoding (bytes, length), NULL,
                         &written, NULL);
  if (converted == NULL || !g_utf8_validate_len (converted, written, NULL))
    return refuse (error);
  return g_steal_pointer (&converted);
}
