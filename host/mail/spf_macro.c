/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/spf_macro.h"

#define DELIMITERS ".-+,/_="

/* One "%{...}": RFC 7208 7.1. */
typedef struct
{
  char letter;     /* in lower case */
  gboolean escape; /* written in upper case: URL-escaped */
  guint keep;      /* how many parts from the right; 0: all */
  gboolean reverse;
  char delimiters[sizeof DELIMITERS];
  const char *end; /* behind the "}" */
} Macro;

static gboolean
macro_read (const char *text, const char *end, Macro *macro)
{
  const char *c = text + 2; /* behind "%{" */
  gsize n = 0;
  gboolean has_digits;

  *macro = (Macro){ .letter = '\0' };
  if (c >= end || strchr ("slodiphvcrt", g_ascii_tolower (*c)) == NULL)
    return FALSE;
  macro->letter = g_ascii_tolower (*c);
  macro->escape = g_ascii_isupper (*c);
  has_digits = ++c < end && g_ascii_isdigit (*c);
  for (; c < end && g_ascii_isdigit (*c); c++)
    macro->keep = MIN (macro->keep * 10 + (guint) (*c - '0'), 1000);
  if (has_digits && macro->keep == 0)
    return FALSE;
  if (c < end && g_ascii_tolower (*c) == 'r')
    {
      macro->reverse = TRUE;
      c++;
    }
  for (; c < end && *c != '\0' && strchr (DELIMITERS, *c) != NULL; c++)
    if (n + 1 < sizeof macro->delimiters && strchr (macro->delimiters, *c) == NULL)
      macro->delimiters[n++] = *c;
  if (n == 0)
    macro->delimiters[0] = '.';
  macro->end = c + 1;
  return c < end && *c == '}';
}

/* The end of the macro or escaped character that begins with the "%" at @c; NULL if it is none. */
static const char *
percent_end (const char *c, const char *end, SpfMacroKind kind)
{
  Macro macro;

  if (c + 1 >= end)
    return NULL;
  if (strchr ("%_-", c[1]) != NULL && c[1] != '\0')
    return c + 2;
  if (c[1] != '{' || !macro_read (c, end, &macro)
      || (kind == SPF_MACRO_DOMAIN && strchr ("crt", macro.letter) != NULL))
    return NULL;
  return macro.end;
}

/* toplabel of 7.1: letters, digits and hyphens, not digits alone, no hyphen at an end. */
static gboolean
is_top_label (const char *label, gsize length)
{
  gboolean has_other = FALSE;

  if (length == 0 || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (label[i]) && label[i] != '-')
        return FALSE;
      has_other |= !g_ascii_isdigit (label[i]);
    }
  return has_other;
}

/* domain-end: what stands behind the last macro is a dot and a top label, or nothing. */
static gboolean
domain_ends_well (const char *tail, const char *end)
{
  const char *dot = NULL;

  if (tail == end)
    return TRUE;
  if (end[-1] == '.')
    end--;
  for (const char *c = tail; c < end; c++)
    if (*c == '.')
      dot = c;
  return dot != NULL && is_top_label (dot + 1, (gsize) (end - dot - 1));
}

gboolean
spf_macro_check (const char *text, gsize length, SpfMacroKind kind)
{
  const char *end = text + length, *tail = text, *c = text;

  if (length == 0)
    return kind != SPF_MACRO_DOMAIN;
  while (c < end)
    {
      if (*c == '%')
        {
          if ((c = percent_end (c, end, kind)) == NULL)
            return FALSE;
          tail = c;
        }
      else if ((*c > 0x20 && *c < 0x7f) || (*c == ' ' && kind == SPF_MACRO_EXPLAIN))
        c++;
      else
        return FALSE;
    }
  return kind != SPF_MACRO_DOMAIN || (tail != text && tail == end) || domain_ends_well (tail, end);
}

gboolean
spf_macro_uses (const char *text, char letter)
{
  for (const char *c = strstr (text, "%{"); c != NULL; c = strstr (c + 2, "%{"))
    if (g_ascii_tolower (c[2]) == letter)
      return TRUE;
  return FALSE;
}

static void
append_escaped (GString *out, const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr ("-._~", *c) != NULL)
      g_string_append_c (out, *c);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *c);
}

/* 7.3: split at the delimiters, turned round, cut to the rightmost parts, joined with dots. */
static char *
transform (const Macro *macro, const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, macro->delimiters, -1);
  guint length = g_strv_length (parts);
  guint skip = macro->keep > 0 && macro->keep < length ? length - macro->keep : 0;

  for (guint i = 0; macro->reverse && i < length / 2; i++)
    {
      char *swapped = parts[i];
      parts[i] = parts[length - 1 - i];
      parts[length - 1 - i] = swapped;
    }
  return g_strjoinv (".", parts + skip);
}

char *
spf_macro_expand (const char *text, SpfMacroValue *value, gpointer data)
{
  GString *out = g_string_new (NULL);
  const char *end = text + strlen (text);

  for (const char *c = text; c < end;)
    {
      Macro macro;
      if (*c != '%')
        g_string_append_c (out, *c++);
      else if (c[1] == '{' && macro_read (c, end, &macro))
        {
          g_autofree char *whole = value (macro.letter, data);
          g_autofree char *part = transform (&macro, whole);
          if (macro.escape)
            append_escaped (out, part);
          else
            g_string_append (out, part);
          c = macro.end;
        }
      else
        {
          g_string_append (out, c[1] == '%' ? "%" : c[1] == '_' ? " " : "%20");
          c += 2;
        }
    }
  return g_string_free (out, FALSE);
}
