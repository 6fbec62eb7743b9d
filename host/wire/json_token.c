/* SPDX-License-Identifier: MPL-2.0 */
#include <math.h>
#include <string.h>
#include "wire/json_token.h"

#define MAX_KEY_IN_PATH 64 /* code points */

/* The code unit of the four hexadecimal digits at @at, or -1. */
static gint
read_hex4 (const char *at, const char *end)
{
  gint unit = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      gint digit = g_ascii_xdigit_value (at[i]);
      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static gboolean
is_high_surrogate (gint unit)
{
  return unit >= 0xD800 && unit <= 0xDBFF;
}

static gboolean
is_low_surrogate (gint unit)
{
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* *at is on the backslash of "\uXXXX". */
static int
scan_unicode_escape (const char **at, const char *end)
{
  gint unit = read_hex4 (*at + 2, end);

  if (unit < 0)
    return LASTMILE_ERROR_json_escape;
  if (unit == 0)
    return LASTMILE_ERROR_json_nul;
  if (is_low_surrogate (unit))
    return LASTMILE_ERROR_json_surrogate;
  if (is_high_surrogate (unit))
    {
      if (end - *at < 12 || (*at)[6] != '\\' || (*at)[7] != 'u'
          || !is_low_surrogate (read_hex4 (*at + 8, end)))
        return LASTMILE_ERROR_json_surrogate;
      *at += 6;
    }
  *at += 6;
  return JSON_TOKEN_OK;
}

static int
scan_escape (const char **at, const char *end)
{
  if (end - *at < 2)
    {
      *at = end;
      return LASTMILE_ERROR_json_end;
    }
  if ((*at)[1] == 'u')
    return scan_unicode_escape (at, end);
  if ((*at)[1] == '\0' || strchr ("\"\\/bfnrt", (*at)[1]) == NULL)
    return LASTMILE_ERROR_json_escape;
  *at += 2;
  return JSON_TOKEN_OK;
}

static int
scan_multibyte (const char **at, const char *end)
{
  gunichar character = g_utf8_get_char_validated (*at, end - *at);

  if (character == (gunichar) -1 || character == (gunichar) -2)
    return LASTMILE_ERROR_json_encoding;
  *at = g_utf8_next_char (*at);
  return JSON_TOKEN_OK;
}

int
json_scan_string (const char **at, const char *end)
{
  int fault = JSON_TOKEN_OK;

  (*at)++;
  while (fault == JSON_TOKEN_OK && *at < end)
    {
      guchar byte = (guchar) * *at;
      if (byte == '"')
        {
          (*at)++;
          return JSON_TOKEN_OK;
        }
      if (byte == '\\')
        fault = scan_escape (at, end);
      else if (byte >= 0x80)
        fault = scan_multibyte (at, end);
      else if (byte < 0x20)
        fault = byte == 0 ? LASTMILE_ERROR_json_nul : LASTMILE_ERROR_json_control_character;
      else
        (*at)++;
    }
  return fault == JSON_TOKEN_OK ? LASTMILE_ERROR_json_end : fault;
}

static gboolean
skip_digits (const char **at, const char *end)
{
  const char *first = *at;

  while (*at < end && g_ascii_isdigit (**at))
    (*at)++;
  return *at > first;
}

/* The grammar of section 6; *at is left on the first byte that does not fit. */
static gboolean
skip_number (const char **at, const char *end)
{
  if (**at == '-')
    (*at)++;
  if (*at < end && **at == '0')
    (*at)++; /* a digit after it is no part of the number, and nothing else may be there */
  else if (!skip_digits (at, end))
    return FALSE;
  if (*at < end && g_ascii_isdigit (**at))
    return FALSE;
  if (*at < end && **at == '.')
    {
      (*at)++;
      if (!skip_digits (at, end))
        return FALSE;
    }
  if (*at < end && (**at == 'e' || **at == 'E'))
    {
      (*at)++;
      if (*at < end && (**at == '+' || **at == '-'))
        (*at)++;
      return skip_digits (at, end);
    }
  return TRUE;
}

int
json_scan_number (const char **at, const char *end)
{
  const char *first = *at;
  g_autofree char *copy = NULL;

  if (!skip_number (at, end))
    return LASTMILE_ERROR_json_number;
  copy = g_strndup (first, (gsize) (*at - first));
  if (isfinite (g_ascii_strtod (copy, NULL)))
    return JSON_TOKEN_OK;
  *at = first;
  return LASTMILE_ERROR_json_number;
}

char *
json_decode_string (const char *text, gsize length)
{
  static const char *const simple = "bfnrt";
  GString *decoded = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      const char *which;
      gint unit;

      if (*text != '\\')
        {
          g_string_append_c (decoded, *text++);
          continue;
        }
      which = strchr (simple, text[1]);
      if (text[1] != 'u')
        {
          g_string_append_c (decoded, which != NULL ? "\b\f\n\r\t"[which - simple] : text[1]);
          text += 2;
          continue;
        }
      unit = read_hex4 (text + 2, end);
      text += 6;
      if (is_high_surrogate (unit))
        {
          unit = 0x10000 + ((unit - 0xD800) << 10) + (read_hex4 (text + 2, end) - 0xDC00);
          text += 6;
        }
      g_string_append_unichar (decoded, (gunichar) unit);
    }
  return g_string_free (decoded, FALSE);
}

void
json_path_add_key (GString *path, const char *key)
{
  if (path->len > 0)
    g_string_append_c (path, '.');
  for (int i = 0; *key != '\0' && i < MAX_KEY_IN_PATH; i++, key = g_utf8_next_char (key))
    {
      gunichar character = g_utf8_get_char (key);
      g_string_append_unichar (path, g_unichar_isprint (character) ? character : 0xFFFD);
    }
}
