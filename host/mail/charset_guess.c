/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/charset_guess.h"

#define MAX_LOOKED_AT ((gsize) 4096) /* octets */

static gboolean
is_high (char c)
{
  return ((guchar) c & 0x80) != 0;
}

typedef struct
{
  guint high;     /* octets above 127 */
  guint isolated; /* those between others */
  guint letters;  /* from 0xC0 on, where Cyrillic charsets have their letters */
  guint first;    /* those below 0xE0, where KOI8-R has the small ones */
  guint pairs;    /* of an octet above 127 and any other behind it */
  guint low;      /* pairs whose second is not above 127 */
} Counts;

static Counts
count (const char *octets, gsize length)
{
  Counts counts = { 0 };

  for (gsize i = 0; i < length; i++)
    if (is_high (octets[i]))
      {
        counts.high++;
        counts.isolated += (i == 0 || !is_high (octets[i - 1]))
                           && (i + 1 == length || !is_high (octets[i + 1]));
        counts.letters += (guchar) octets[i] >= 0xC0;
        counts.first += (guchar) octets[i] >= 0xC0 && (guchar) octets[i] < 0xE0;
      }
  for (gsize i = 0; i + 1 < length; i++)
    if (is_high (octets[i]))
      {
        counts.pairs++;
        counts.low += !is_high (octets[++i]);
      }
  return counts;
}

/* Whether @octets are text in @charset, of which a fifth is kana if @japanese. */
static gboolean
fits (const char *octets, gsize length, const char *charset, gboolean japanese)
{
  gsize read;
  g_autofree char *text = g_convert (octets, (gssize) length, "UTF-8", charset, &read, NULL, NULL);
  guint wide = 0, kana = 0;

  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      wide += c > 127;
      kana += c >= 0x3040 && c < 0x3100;
    }
  return text != NULL && read + 4 > length && (!japanese || kana * 5 >= wide);
}

const char *
charset_guess (const char *octets, gsize length)
{
  gsize looked_at = MIN (length, MAX_LOOKED_AT);
  Counts counts = count (octets, looked_at);

  if (counts.isolated * 5 >= counts.high * 4)
    return "WINDOWS-1252";
  if (counts.letters * 20 >= counts.high * 19)
    return counts.first * 2 > counts.high ? "KOI8-R" : "WINDOWS-1251";
  if (fits (octets, looked_at, "SHIFT_JIS", TRUE))
    return "SHIFT_JIS";
  if (fits (octets, looked_at, "EUC-JP", TRUE))
    return "EUC-JP";
  if (counts.low * 20 > counts.pairs && fits (octets, looked_at, "BIG5", FALSE))
    return "BIG5";
  return "GB18030";
}

gboolean
charset_is_shifted (const char *octets, gsize length)
{
  const char *end = octets + length;

  for (const char *at = octets; (at = memchr (at, '\033', (gsize) (end - at))) != NULL; at++)
    if (end - at > 2 && at[1] == '$' && (at[2] == 'B' || at[2] == '@'))
      return TRUE;
  return FALSE;
}
