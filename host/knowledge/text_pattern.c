/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/text_pattern.h"

#define N_BUCKETS 4096 /* a power of two */
#define NO_ROW G_MAXUINT16

/* A choice as it is looked for: "{", with which octets its words begin, then for each word its
 * length, itself, and "|" or, behind the last, "}". */
#define SET_LENGTH 32 /* octets of 256 bits */

/* One way in which a row's pattern may begin. */
typedef struct
{
  const char *start; /* of the pattern, or of a word of the choice at its beginning */
  guint16 row;
  guint16 next; /* entry of the same bucket, by ascending rows */
  char third;   /* octet of what is looked for; '\0' if it may be any */
} Entry;

struct TextPatterns
{
  guint16 buckets[N_BUCKETS]; /* first entry that begins with these two octets */
  Entry *entries;
};

static guint
bucket_of (const char *text)
{
  return ((guint) (guchar) text[0] * 31u + (guint) (guchar) text[1] * 257u) & (N_BUCKETS - 1);
}

static gboolean
is_literal (char c)
{
  return c != '*' && c != '#' && c != '~' && c != '{';
}

static void
add_to_set (char *set, const char *word)
{
  if (!is_literal (*word))
    memset (set, 0xFF, SET_LENGTH);
  else
    set[(guchar) *word / 8] |= (char) (1 << (guchar) *word % 8);
}

/* Appends the choice at @pattern; returns what is behind it. */
static const char *
compile_choice (GString *compiled, const char *pattern)
{
  gsize set = compiled->len + 1;

  g_string_append_c (compiled, '{');
  g_string_set_size (compiled, set + SET_LENGTH);
  memset (compiled->str + set, 0, SET_LENGTH);
  do
    {
      gsize length = strcspn (++pattern, "|}");
      g_assert (length > 0 && length < '|');
      add_to_set (compiled->str + set, pattern);
      g_string_append_c (compiled, (char) length);
      g_string_append_len (compiled, pattern, (gssize) length + 1);
      pattern += length;
    }
  while (*pattern == '|');
  return pattern + 1;
}

static const char *
compile (const char *pattern)
{
  GString *compiled;

  if (strchr (pattern, '{') == NULL)
    return pattern;
  compiled = g_string_new (NULL);
  while (*pattern != '\0')
    if (*pattern == '{')
      pattern = compile_choice (compiled, pattern);
    else
      g_string_append_c (compiled, *pattern++);
  return g_string_free (compiled, FALSE);
}

static void
add_entry (TextPatterns *patterns, GArray *entries, const char *start, guint16 row)
{
  const char *literal = start + (*start == '~');
  guint bucket = bucket_of (literal);
  Entry entry = { start, row, patterns->buckets[bucket], literal[2] };

  g_assert (is_literal (literal[0]) && is_literal (literal[1]));
  if (literal[1] == ' ' || strchr ("*#~{|}", literal[2]) != NULL)
    entry.third = '\0';

  patterns->buckets[bucket] = (guint16) entries->len;
  g_array_append_val (entries, entry);
  g_assert (entries->len < NO_ROW);
}

static void
add_entries (TextPatterns *patterns, GArray *entries, const char *pattern, guint16 row)
{
  const char *compiled = compile (pattern), *word = compiled + 1 + SET_LENGTH;

  if (*pattern != '{')
    {
      add_entry (patterns, entries, compiled, row);
      return;
    }
  for (;; word += 2 + *word)
    {
      add_entry (patterns, entries, word + 1, row);
      if (word[1 + *word] == '}')
        return;
    }
}

TextPatterns *
text_patterns_new (const char *const *first, gsize n_rows, gsize stride)
{
  TextPatterns *patterns = g_new (TextPatterns, 1);
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), (guint) n_rows * 2);

  for (guint i = 0; i < N_BUCKETS; i++)
    patterns->buckets[i] = NO_ROW;
  for (gsize i = n_rows; i-- > 0;)
    add_entries (patterns, entries,
                 *(const char *const *) (const void *) ((const char *) first + i * stride),
                 (guint16) i);
  patterns->entries = (Entry *) (void *) g_array_free (entries, FALSE);
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

static gboolean matches (const char *pattern, const char *text, const char *at, const char *end);

static gboolean
is_word_edge (const char *text, const char *at, const char *end)
{
  gboolean before = at > text && g_ascii_isalnum (at[-1]);
  gboolean behind = at < end && g_ascii_isalnum (*at);

  return !(before && behind);
}

/* Whether what @pattern begins with may begin with @c. */
static gboolean
may_begin (const char *pattern, char c)
{
  if (*pattern == '{')
    return pattern[1 + (guchar) c / 8] >> (guchar) c % 8 & 1;
  return *pattern == c || !is_literal (*pattern) || *pattern == '|' || *pattern == '}';
}

/* Whether one of the words of the choice at @pattern, and what follows the choice, is at @at. */
static gboolean
matches_choice (const char *pattern, const char *text, const char *at, const char *end)
{
  const char *word = pattern + 1 + SET_LENGTH;

  for (;; word += 2 + *word)
    if ((word[1] == *at || !is_literal (word[1])) && matches (word + 1, text, at, end))
      return TRUE;
    else if (word[1 + *word] == '}')
      return FALSE;
}

/* Recursion is as deep as the pattern has gaps and choices. */
static gboolean
matches (const char *pattern, const char *text, const char *at, const char *end)
{
  for (; *pattern != '\0'; pattern++)
    if (*pattern == '{')
      return may_begin (pattern, *at) && matches_choice (pattern, text, at, end);
    else if (*pattern == '|')
      pattern += strcspn (pattern, "}");
    else if (*pattern == '}')
      ;
    else if (*pattern == '*')
      {
        const char *last = end - at > TEXT_PATTERN_GAP ? at + TEXT_PATTERN_GAP : end;
        for (; at <= last; at++)
          if (may_begin (pattern + 1, *at) && matches (pattern + 1, text, at, end))
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
  guint16 i = at + 1 < end ? patterns->buckets[bucket_of (at)] : NO_ROW;

  for (; i != NO_ROW && patterns->entries[i].row < limit; i = patterns->entries[i].next)
    {
      const Entry *entry = &patterns->entries[i];
      if ((entry->third == at[2] || entry->third == '\0') && matches (entry->start, text, at, end))
        return entry->row;
    }
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
