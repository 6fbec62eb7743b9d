/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/charset_guess.h"
#include "mail/mime.h"

/* RFC 2045 6.7; what is no escape stays as it stands. */
static GString *
decode_quoted_printable (MimeSlice body)
{
  GString *text = g_string_sized_new (MIN (body.length, MIME_MAX_TEXT));
  MimeSlice line;

  while (text->len < MIME_MAX_TEXT && mime_next_line (&body, &line))
    {
      gboolean soft = FALSE;
      for (gsize i = 0; i < line.length && text->len < MIME_MAX_TEXT; i++)
        if (line.start[i] == '=' && i + 2 < line.length && g_ascii_isxdigit (line.start[i + 1])
            && g_ascii_isxdigit (line.start[i + 2]))
          {
            g_string_append_c (text, (char) (g_ascii_xdigit_value (line.start[i + 1]) << 4
                                             | g_ascii_xdigit_value (line.start[i + 2])));
            i += 2;
          }
        else if (line.start[i] == '=' && i + 1 == line.length)
          soft = TRUE;
        else
          g_string_append_c (text, line.start[i]);
      if (!soft)
        g_string_append_c (text, '\n');
    }
  return text;
}

static GString *
decode_base64 (MimeSlice body)
{
  gsize length = MIN (body.length, MIME_MAX_TEXT / 3 * 4);
  GString *text = g_string_sized_new (length);
  guint save = 0;
  int state = 0;

  text->len = g_base64_decode_step (body.start, length, (guchar *) text->str, &state, &save);
  text->str[text->len] = '\0';
  return text;
}

static GString *
decode_transfer (const MimePart *part)
{
  g_autofree char *encoding = mime_field (part->header, "content-transfer-encoding");

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "quoted-printable") == 0)
    return decode_quoted_printable (part->body);
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "base64") == 0)
    return decode_base64 (part->body);
  return g_string_new_len (part->body.start, (gssize) MIN (part->body.length, MIME_MAX_TEXT));
}

/* Charsets of Western Europe, which many programs name whatever it is. */
static gboolean
is_western (const char *charset)
{
  static const char *const names[] = { "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The charset to read @octets by, NULL for UTF-8: the one that is @said (nullable), unless the
 * octets show that it is another. */
static const char *
choose_charset (const char *said, const GString *octets)
{
  if (said != NULL && g_ascii_strcasecmp (said, "utf-8") != 0 && !is_western (said))
    return g_ascii_strcasecmp (said, "gb2312") == 0 ? "GB18030" : said;
  if (!g_utf8_validate (octets->str, (gssize) octets->len, NULL))
    return charset_guess (octets->str, octets->len);
  return charset_is_shifted (octets->str, octets->len) ? "ISO-2022-JP" : NULL;
}

static char *
decode_charset (const MimePart *part, const GString *octets)
{
  g_autofree char *type = mime_field (part->header, "content-type");
  g_autofree char *said = type != NULL ? mime_parameter (type, "charset") : NULL;
  const char *charset;
  char *text = NULL;

  for (gsize i = 0; i < octets->len; i++)
    if (octets->str[i] == '\0')
      octets->str[i] = ' ';
  charset = choose_charset (said, octets);
  if (charset != NULL)
    text = g_convert_with_fallback (octets->str, (gssize) octets->len, "UTF-8", charset, "?", NULL,
                                    NULL, NULL);
  if (text == NULL && charset == said && (charset = choose_charset (NULL, octets)) != NULL)
    text = g_convert (octets->str, (gssize) octets->len, "UTF-8", charset, NULL, NULL, NULL);
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  return g_utf8_make_valid (octets->str, (gssize) octets->len);
}

void
mime_text_prepare (void)
{
  static const char *const charsets[] = {
    "GB18030",      "GBK",         "BIG5",         "ISO-2022-JP",  "EUC-JP",
    "SHIFT_JIS",    "EUC-KR",      "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-5",
    "ISO-8859-9",   "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252",
    "WINDOWS-1254", "KOI8-R",      "UTF-7",        "UTF-16",
  };

  /* An open converter keeps its module in memory; they are never closed. */
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    g_iconv_open ("UTF-8", charsets[i]);
}

char *
mime_part_text (const MimePart *part)
{
  g_autoptr (GString) octets = decode_transfer (part);
  g_autofree char *text = decode_charset (part, octets);

  return strcmp (part->type, "text/html") == 0 ? mime_html_text (text) : g_steal_pointer (&text);
}
