/* SPDX-License-Identifier: MPL-2.0 */
#include "knowledge/text_pattern.h"

#define N_BUCKETS 4096 /* a power of two */
#define NO_ROW G_MAXUINT16

typedef struct
{
  const char *pattern;
  guint16 next; /* row of the same bucket, ascending */
} Row;

struct TextPatterns
{
  guint16 buckets[N_BUCKETS]; /* first row whose pattern begins with these two octets */
  Row *rows;
};

static guint
bucket_of (const char *text)
{
  return ((guint) (guchar) text[0] * 31u + (guint) (guchar) text[1] * 257u) & (N_BUCKETS - 1);
}

TextPatterns *
text_patterns_new (const char *const *first, gsize n_rows, gsize stride)
{
  TextPatterns *patterns = g_new (TextPatterns, 1);

  g_assert (n_rows < NO_ROW);
  patterns->rows = g_new (Row, n_rows);
  for (guint i = 0; i < N_BUCKETS; i++)
    patterns->buckets[i] = NO_ROW;
  for (gsize i = n_rows; i-- > 0;)
    {
      const char *pattern
          = *(const char *const *) (const void *) ((const char *) first + i * stride);
      guint bucket = bucket_of (pattern + (*pattern == '~'));

      patterns->rows[i].pattern = pattern;
      patterns->rows[i].next = patterns->buckets[bucket];
      patterns->buckets[bucket] = (guint16) i;
    }
  return patterns;
}

char *
text_pattern_fold (const char *text, gsize length)
{
  char *folded = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_isspace (text[i]) ? ' ' : g_ascii_tolower (text[i]);
  folded[length] = '\0';
  return folded;
}

static gboolean
is_word_edge (const char *text, const char *at, const char *end)
{
  gboolean before = at > text && g_ascii_isalnum (at[-1]);
  gboolean behind = at < end && g_ascii_isalnum (*at);

  return !(before && behind);
}

/* Recursion is as deep as the pattern has gaps. */
static gboolean
matches (const char *pattern, const char *text, const char *at, const char *end)
{
  for (; *pattern != '\0'; pattern++)
    if (*pattern == '*')
      {
        const char *last = end - at > TEXT_PATTERN_GAP ? at + TEXT_PATTERN_GAP : end;
        for (; at <= last; at++)
          if (matches (pattern + 1, text, at, end))
            return TRUE;
        return FALSE;
      }
    else if (*pattern == '~')
      {
        if (!is_word_edge (text, at, end))
          return FALSE;
      }
    else if (at == end)
      return FALSE;
    else if (*pattern == '#' ? !g_ascii_isdigit (*at) : *pattern != *at)
      return FALSE;
    else
      for (at++; *pattern == ' ' && at < end && *at == ' '; at++)
        ;
  return TRUE;
}

/* The first row before @limit that is found at @at. */
static guint16
find_at (const TextPatterns *patterns, const char *text, const char *at, const char *end,
         guint16 limit)
{
  guint16 row = at + 1 < end ? patterns->buckets[bucket_of (at)] : NO_ROW;

  for (; row < limit; row = patterns->rows[row].next)
    if (matches (patterns->rows[row].pattern, text, at, end))
      return row;
  return NO_ROW;
}

int
text_patterns_find (const TextPatterns *patterns, const char *folded, gsize length, gsize *ret_at)
{
  const char *end = folded + length;
  guint16 best = NO_ROW;

  for (const char *at = folded; at + 1 < end; at++)
    {
      guint16 row = find_at (patterns, folded, at, end, best);
      if (row == NO_ROW)
        continue;
      best = row;
      *ret_at = (gsize) (at - folded);
    }
  return best == NO_ROW ? -1 : best;
}

int
text_patterns_find_first (const TextPatterns *patterns, const char *folded, gsize length,
                          gsize *ret_at)
{
  const char *end = folded + length;

  for (const char *at = folded; at + 1 < end; at++)
    {
      guint16 row = find_at (patterns, folded, at, end, NO_ROW);
      if (row == NO_ROW)
        continue;
      *ret_at = (gsize) (at - folded);
      return row;
    }
  return -1;
}

gboolean
text_patterns_begin (const TextPatterns *patterns, const char *folded, gsize length)
{
  return find_at (patterns, folded, folded, folded + length, NO_ROW) != NO_ROW;
}
