/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "wire/json_strict.h"
#include "wire/json_token.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* A member's key, between its quotes. */
typedef struct
{
  const char *raw;
  gsize length;
  char *decoded; /* (nullable) where it holds escapes; made when the object ends, to compare it with
                    the others */
} Key;

/* One step on the way from the top to the value in hand. */
typedef struct
{
  gboolean in_object;
  Key key;     /* in_object */
  guint index; /* otherwise */
} Step;

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  guint max_depth;
  guint values;
  Step *steps;        /* max_depth of them; depth are in use */
  GArray *keys;       /* Key: of all objects that are open, the innermost last */
  const char *wanted; /* (nullable) json_locate (): path to be found */
  const char *found;  /* (nullable) where it is */
  GError **error;
} Scanner;

static gboolean scan_value (Scanner *scan);

/* --- Places: path, line and column --- */

static char *
scanner_path (const Scanner *scan)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < scan->depth; i++)
    {
      const Step *step = &scan->steps[i];
      if (!step->in_object)
        g_string_append_printf (path, "[%u]", step->index);
      else if (step->key.raw != NULL)
        {
          g_autofree char *key = json_decode_string (step->key.raw, step->key.length);
          json_path_add_key (path, key);
        }
    }
  return g_string_free (path, FALSE);
}

static void
locate (const char *start, const char *at, guint *ret_line, guint *ret_column)
{
  *ret_line = 1;
  *ret_column = 1;
  for (; start < at; start++)
    if (*start == '\n')
      {
        (*ret_line)++;
        *ret_column = 1;
      }
    else if (((guchar) *start & 0xC0) != 0x80)
      (*ret_column)++;
}

static gboolean
scanner_fail (Scanner *scan, int code, const char *at)
{
  static const char *const said[N_LASTMILE_ERRORS] = {
#define ERROR(id, carries, means) means,
#include "wire/error.def"
#undef ERROR
  };
  g_autofree char *path = scanner_path (scan);
  ErrorPlace place = { path[0] != '\0' ? path : NULL, TRUE, (gsize) (at - scan->start), 0, 0 };

  locate (scan->start, at, &place.line, &place.column);
  lastmile_error_set (scan->error, (LastmileErrorCode) code, &place, "%s (line %u, column %u%s%s)",
                      said[code], place.line, place.column, place.field != NULL ? ", at " : "",
                      place.field != NULL ? place.field : "");
  return FALSE;
}

/* --- Keys of one object --- */

static gint
key_order (const Key *a, const Key *b)
{
  const char *left = a->decoded != NULL ? a->decoded : a->raw;
  const char *right = b->decoded != NULL ? b->decoded : b->raw;
  gsize left_length = a->decoded != NULL ? strlen (left) : a->length;
  gsize right_length = b->decoded != NULL ? strlen (right) : b->length;

  if (left_length != right_length)
    return left_length < right_length ? -1 : 1;
  return memcmp (left, right, left_length);
}

static gint
key_compare (gconstpointer a, gconstpointer b)
{
  gint order = key_order (a, b);
  if (order != 0)
    return order;
  return ((const Key *) a)->raw < ((const Key *) b)->raw ? -1 : 1;
}

static void
key_clear (Key *key)
{
  g_free (key->decoded);
}

/* Sorting finds a key that stands twice in O(n log n) whatever the keys, where a hash table can be
 * made slow. Of several, the one that is repeated first is named. */
static gboolean
scanner_check_keys (Scanner *scan, guint first)
{
  const Key *twice = NULL;
  guint count = scan->keys->len - first;
  Key *keys;

  if (count < 2)
    return TRUE;
  keys = &g_array_index (scan->keys, Key, first);
  for (guint i = 0; i < count; i++)
    if (memchr (keys[i].raw, '\\', keys[i].length) != NULL)
      keys[i].decoded = json_decode_string (keys[i].raw, keys[i].length);
  qsort (keys, count, sizeof (Key), key_compare);
  for (guint i = 1; i < count; i++)
    if (key_order (&keys[i - 1], &keys[i]) == 0 && (twice == NULL || keys[i].raw < twice->raw))
      twice = &keys[i];
  if (twice == NULL)
    return TRUE;
  scan->steps[scan->depth - 1].key = *twice;
  return scanner_fail (scan, LASTMILE_ERROR_json_duplicate_key, twice->raw - 1);
}

/* --- The grammar --- */

static void
skip_space (Scanner *scan)
{
  while (scan->at < scan->end && *scan->at != '\0' && strchr (" \t\r\n", *scan->at) != NULL)
    scan->at++;
}

/* What is at hand cannot stand there: says of which kind it is. */
static gboolean
fail_here (Scanner *scan)
{
  const char *at = scan->at;

  if (at == scan->end)
    return scanner_fail (scan, LASTMILE_ERROR_json_end, at);
  if (*at == '\0')
    return scanner_fail (scan, LASTMILE_ERROR_json_nul, at);
  if ((guchar) *at >= 0x80 && (gint32) g_utf8_get_char_validated (at, scan->end - at) < 0)
    return scanner_fail (scan, LASTMILE_ERROR_json_encoding, at);
  return scanner_fail (scan, LASTMILE_ERROR_json_syntax, at);
}

static gboolean
expect (Scanner *scan, char byte)
{
  skip_space (scan);
  if (scan->at == scan->end || *scan->at != byte)
    return fail_here (scan);
  scan->at++;
  return TRUE;
}

/* Takes @byte if it is next. */
static gboolean
accept (Scanner *scan, char byte)
{
  skip_space (scan);
  if (scan->at == scan->end || *scan->at != byte)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_token (Scanner *scan, int (*token) (const char **at, const char *end))
{
  int fault = token (&scan->at, scan->end);
  return fault == JSON_TOKEN_OK || scanner_fail (scan, fault, scan->at);
}

static void
scanner_look (Scanner *scan, const char *at)
{
  g_autofree char *path = NULL;

  if (scan->wanted == NULL || scan->found != NULL)
    return;
  path = scanner_path (scan);
  if (g_str_equal (path, scan->wanted))
    scan->found = at;
}

static gboolean
scan_member (Scanner *scan)
{
  Step *step = &scan->steps[scan->depth - 1];
  Key key = { NULL, 0, NULL };

  skip_space (scan);
  step->key = key;
  if (scan->at == scan->end || *scan->at != '"')
    return fail_here (scan);
  key.raw = scan->at + 1;
  if (!scan_token (scan, json_scan_string))
    return FALSE;
  key.length = (gsize) (scan->at - 1 - key.raw);
  step->key = key;
  g_array_append_val (scan->keys, key);
  scanner_look (scan, key.raw - 1);
  return expect (scan, ':') && scan_value (scan);
}

static gboolean
scan_members (Scanner *scan)
{
  guint first = scan->keys->len;
  gboolean ok = accept (scan, '}');

  if (!ok)
    {
      do
        if (!scan_member (scan))
          return FALSE;
      while (accept (scan, ','));
      ok = expect (scan, '}') && scanner_check_keys (scan, first);
    }
  if (ok)
    g_array_set_size (scan->keys, first);
  return ok;
}

static gboolean
scan_elements (Scanner *scan)
{
  Step *step = &scan->steps[scan->depth - 1];

  if (accept (scan, ']'))
    return TRUE;
  for (;; step->index++)
    {
      skip_space (scan);
      scanner_look (scan, scan->at);
      if (!scan_value (scan))
        return FALSE;
      if (!accept (scan, ','))
        return expect (scan, ']');
    }
}

static gboolean
scan_container (Scanner *scan)
{
  gboolean is_object = *scan->at == '{';
  gboolean ok;

  if (scan->depth == scan->max_depth)
    return scanner_fail (scan, LASTMILE_ERROR_json_depth, scan->at);
  scan->at++;
  scan->steps[scan->depth++] = (Step){ is_object, { NULL, 0, NULL }, 0 };
  ok = is_object ? scan_members (scan) : scan_elements (scan);
  if (ok)
    scan->depth--;
  return ok;
}

static gboolean
scan_literal (Scanner *scan)
{
  static const char *const literals[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      gsize length = strlen (literals[i]);
      if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, literals[i], length) == 0)
        {
          scan->at += length;
          return TRUE;
        }
    }
  return fail_here (scan);
}

static gboolean
scan_value (Scanner *scan)
{
  skip_space (scan);
  if (scan->at == scan->end)
    return fail_here (scan);
  if (++scan->values > JSON_MAX_VALUES)
    return scanner_fail (scan, LASTMILE_ERROR_json_values, scan->at);
  switch (*scan->at)
    {
    case '{':
    case '[':
      return scan_container (scan);
    case '"':
      return scan_token (scan, json_scan_string);
    case '-':
    case '0' ... '9':
      return scan_token (scan, json_scan_number);
    default:
      return scan_literal (scan);
    }
}

static gboolean
scan_document (Scanner *scan)
{
  if (scan->end - scan->start >= 3 && memcmp (scan->start, BYTE_ORDER_MARK, 3) == 0)
    return scanner_fail (scan, LASTMILE_ERROR_json_bom, scan->start);
  if (!scan_value (scan))
    return FALSE;
  skip_space (scan);
  return scan->at == scan->end || scanner_fail (scan, LASTMILE_ERROR_json_trailing, scan->at);
}

static gboolean
scanner_run (Scanner *scan, const char *bytes, gsize length, guint max_depth)
{
  gboolean ok;

  scan->start = scan->at = bytes;
  scan->end = bytes + length;
  scan->max_depth = max_depth;
  scan->steps = g_new (Step, max_depth);
  scan->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_array_set_clear_func (scan->keys, (GDestroyNotify) key_clear);
  ok = scan_document (scan);
  g_array_unref (scan->keys);
  g_free (scan->steps);
  return ok;
}

gboolean
json_strict_check (const char *bytes, gsize length, guint max_depth, GError **error)
{
  Scanner scan = { .error = error };
  return scanner_run (&scan, bytes, length, max_depth);
}

gboolean
json_locate (const char *bytes, gsize length, const char *path, guint *ret_line, guint *ret_column)
{
  Scanner scan = { .wanted = path };

  scanner_run (&scan, bytes, length, JSON_MAX_DEPTH);
  if (scan.found == NULL)
    return FALSE;
  locate (bytes, scan.found, ret_line, ret_column);
  return TRUE;
}
