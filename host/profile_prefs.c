/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "profile_prefs.h"

struct Prefs
{
  GHashTable *values; /* name -> Value */
};

typedef struct
{
  char *string; /* (nullable) NULL: a number (true and false are 1 and 0) */
  gint64 number;
} Value;

/* The only way to walk the text: never past `end`. */
typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static void
value_free (Value *value)
{
  g_free (value->string);
  g_free (value);
}

Prefs *
prefs_new (void)
{
  Prefs *prefs = g_new0 (Prefs, 1);
  prefs->values
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) value_free);
  return prefs;
}

void
prefs_free (Prefs *prefs)
{
  if (prefs == NULL)
    return;
  g_hash_table_unref (prefs->values);
  g_free (prefs);
}

/* --- Tokens --- */

static gboolean
cursor_take (Cursor *cursor, const char *token)
{
  gsize length = strlen (token);

  if ((gsize) (cursor->end - cursor->at) < length || memcmp (cursor->at, token, length) != 0)
    return FALSE;
  cursor->at += length;
  return TRUE;
}

static void
cursor_skip_line (Cursor *cursor)
{
  while (cursor->at < cursor->end && *cursor->at++ != '\n')
    ;
}

static void
cursor_skip_block (Cursor *cursor)
{
  while (cursor->at < cursor->end && !cursor_take (cursor, "*/"))
    cursor->at++;
}

static void
cursor_skip_blank (Cursor *cursor)
{
  for (;;)
    {
      while (cursor->at < cursor->end && g_ascii_isspace (*cursor->at))
        cursor->at++;
      if (cursor_take (cursor, "//") || cursor_take (cursor, "#"))
        cursor_skip_line (cursor);
      else if (cursor_take (cursor, "/*"))
        cursor_skip_block (cursor);
      else
        return;
    }
}

static gboolean
cursor_take_punctuation (Cursor *cursor, const char *token)
{
  cursor_skip_blank (cursor);
  return cursor_take (cursor, token);
}

/* --- Strings: the escapes of JavaScript that Thunderbird writes and reads --- */

static gboolean
cursor_read_hex (Cursor *cursor, guint digits, gunichar *ret_value)
{
  gunichar value = 0;

  if ((gsize) (cursor->end - cursor->at) < digits)
    return FALSE;
  for (guint i = 0; i < digits; i++)
    {
      int digit = g_ascii_xdigit_value (cursor->at[i]);
      if (digit < 0)
        return FALSE;
      value = value * 16 + (gunichar) digit;
    }
  cursor->at += digits;
  *ret_value = value;
  return TRUE;
}

static gboolean
cursor_read_utf16 (Cursor *cursor, gunichar *ret_value)
{
  gunichar high, low;

  if (!cursor_read_hex (cursor, 4, &high))
    return FALSE;
  *ret_value = high;
  if (high >= 0xd800 && high < 0xdc00 && cursor_take (cursor, "\\u"))
    {
      if (!cursor_read_hex (cursor, 4, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      *ret_value = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  return *ret_value != 0 && g_unichar_validate (*ret_value);
}

static gboolean
cursor_read_escape (Cursor *cursor, GString *out)
{
  gunichar value;

  if (cursor->at >= cursor->end)
    return FALSE;
  switch (*cursor->at++)
    {
    case 'n':
      g_string_append_c (out, '\n');
      return TRUE;
    case 'r':
      g_string_append_c (out, '\r');
      return TRUE;
    case 'x':
      if (!cursor_read_hex (cursor, 2, &value) || value == 0)
        return FALSE;
      g_string_append_unichar (out, value);
      return TRUE;
    case 'u':
      if (!cursor_read_utf16 (cursor, &value))
        return FALSE;
      g_string_append_unichar (out, value);
      return TRUE;
    default: /* \" \' \\, and what Thunderbird would take as it stands */
      g_string_append_c (out, cursor->at[-1]);
      return TRUE;
    }
}

/* NULL if no whole string stands here. */
static char *
cursor_read_string (Cursor *cursor)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char quote;

  cursor_skip_blank (cursor);
  if (cursor->at >= cursor->end || (*cursor->at != '"' && *cursor->at != '\''))
    return NULL;
  quote = *cursor->at++;
  while (cursor->at < cursor->end && *cursor->at != quote)
    {
      char c = *cursor->at++;
      if (c == '\0' || (c == '\\' && !cursor_read_escape (cursor, out)))
        return NULL;
      if (c != '\\')
        g_string_append_c (out, c);
    }
  if (cursor->at >= cursor->end)
    return NULL;
  cursor->at++;
  return g_utf8_make_valid (out->str, (gssize) out->len);
}

/* --- Statements --- */

static gboolean
cursor_read_number (Cursor *cursor, gint64 *ret_number)
{
  gboolean negative = cursor_take (cursor, "-");
  gint64 number = 0;
  guint digits = 0;

  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++)
    {
      if (++digits > 10)
        return FALSE;
      number = number * 10 + (*cursor->at - '0');
    }
  *ret_number = negative ? -number : number;
  return digits > 0;
}

static gboolean
cursor_read_value (Cursor *cursor, Value *value)
{
  cursor_skip_blank (cursor);
  if (cursor_take (cursor, "true"))
    value->number = 1;
  else if (!cursor_take (cursor, "false"))
    {
      value->string = cursor_read_string (cursor);
      return value->string != NULL || cursor_read_number (cursor, &value->number);
    }
  return TRUE;
}

static gboolean
cursor_read_statement (Cursor *cursor, char **ret_name, Value *value)
{
  if (!cursor_take (cursor, "user_pref") || !cursor_take_punctuation (cursor, "("))
    return FALSE;
  *ret_name = cursor_read_string (cursor);
  return *ret_name != NULL && cursor_take_punctuation (cursor, ",")
         && cursor_read_value (cursor, value) && cursor_take_punctuation (cursor, ")")
         && cursor_take_punctuation (cursor, ";");
}

gboolean
prefs_read (Prefs *prefs, const char *text, gsize length)
{
  Cursor cursor = { text, text + length };
  gboolean any = FALSE;

  cursor_take (&cursor, "\xef\xbb\xbf");
  for (cursor_skip_blank (&cursor); cursor.at < cursor.end; cursor_skip_blank (&cursor))
    {
      Cursor start = cursor;
      g_autofree char *name = NULL;
      Value value = { NULL, 0 };
      gboolean read = cursor_read_statement (&cursor, &name, &value);

      any = any || read;
      if (!read)
        {
          cursor = start;
          cursor_skip_line (&cursor);
        }
      else if (g_str_has_prefix (name, "mail."))
        {
          g_hash_table_replace (prefs->values, g_steal_pointer (&name),
                                g_memdup2 (&value, sizeof value));
          value.string = NULL;
        }
      g_free (value.string);
    }
  return any;
}

const char *
prefs_string (const Prefs *prefs, const char *name)
{
  const Value *value = g_hash_table_lookup (prefs->values, name);
  return value != NULL ? value->string : NULL;
}

gint64
prefs_number (const Prefs *prefs, const char *name, gint64 fallback)
{
  const Value *value = g_hash_table_lookup (prefs->values, name);
  return value != NULL && value->string == NULL ? value->number : fallback;
}
