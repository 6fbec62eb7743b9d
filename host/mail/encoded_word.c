/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/encoded_word.h"

#define CHARSET_MAX 40 /* octets of a charset's name */

/* RFC 2047 4.2: "_" is a blank, "=XX" an octet. The octets as a string; they may hold anything. */
static GString *
decode_q (const char *text, gsize length)
{
  GString *octets = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit (text[i + 1])
        && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (octets, (char) (g_ascii_xdigit_value (text[i + 1]) << 4
                                           | g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (octets, text[i] == '_' ? ' ' : text[i]);
  return octets;
}

static GString *
decode_b (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  gsize count = 0;
  g_autofree guchar *octets = *copy != '\0' ? g_base64_decode (copy, &count) : NULL;

  return g_string_new_len ((const char *) octets, (gssize) count);
}

/* The word at the beginning of @text, decoded, and where it ends; NULL if none stands there. */
static char *
word_decode (const char *text, const char **end)
{
  const char *charset = text + 2, *encoding, *payload, *close;
  char name[CHARSET_MAX + 1];
  g_autoptr (GString) octets = NULL;
  char *decoded;

  if (!g_str_has_prefix (text, "=?") || (encoding = strchr (charset, '?')) == NULL
      || encoding - charset > CHARSET_MAX || encoding == charset || encoding[1] == '\0'
      || encoding[2] != '?')
    return NULL;
  payload = encoding + 3;
  close = payload + strcspn (payload, "? \t\r\n");
  if (close[0] != '?' || close[1] != '=')
    return NULL;
  g_strlcpy (name, charset, (gsize) (encoding - charset) + 1);
  name[strcspn (name, "*")] = '\0'; /* RFC 2231 5: a language behind the charset */
  if (g_ascii_tolower (encoding[1]) == 'q')
    octets = decode_q (payload, (gsize) (close - payload));
  else if (g_ascii_tolower (encoding[1]) == 'b')
    octets = decode_b (payload, (gsize) (close - payload));
  else
    return NULL;
  decoded = g_convert (octets->str, (gssize) octets->len, "UTF-8", name, NULL, NULL, NULL);
  if (decoded != NULL)
    *end = close + 2;
  return decoded;
}

char *
encoded_words_decode (const char *text)
{
  GString *result;
  gboolean after_word = FALSE;

  if (strstr (text, "=?") == NULL)
    return g_strdup (text);
  result = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *start = text + (after_word ? strspn (text, " \t\r\n") : 0);
      const char *end = NULL;
      g_autofree char *word = word_decode (start, &end);

      if (word != NULL)
        {
          g_string_append (result, word);
          text = end;
        }
      else
        g_string_append_c (result, *text++);
      after_word = word != NULL;
    }
  return g_string_free (result, FALSE);
}
