/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include "knowledge/text_pattern.h"
#include "mail/bounce.h"

/* What the decoder of returned mail says where the rows are missing that only mails of one kind
 * have need of: an estimate of how it does with kinds that it has not seen.
 *
 *   bounce_rows < LIST > VERDICTS
 *
 * LIST has a line "kind TAB file" for each mail. For each failed recipient a line is printed:
 * "whole" or "without", the file, its place in the mail, recipient, class, reason, and how many
 * rows the mail's kind alone has need of, between tabs. The tables are the decoder's own: the
 * linker puts the functions below between it and text_pattern.c (--wrap). */

typedef struct
{
  const TextPatterns *whole; /* as the decoder knows it */
  TextPatterns *now;         /* what is looked in */
  char **rows;
  gsize n_rows;
  GHashTable **kinds; /* of each row: the kinds of mail that it was found in (borrowed) */
} Table;

static GPtrArray *tables;
static const char *kind_now;

TextPatterns *__real_text_patterns_new (const char *const *first, gsize n_rows, gsize stride);
TextPatterns *__wrap_text_patterns_new (const char *const *first, gsize n_rows, gsize stride);
int __real_text_patterns_find (const TextPatterns *patterns, const char *folded, gsize length,
                               gsize *ret_at);
int __wrap_text_patterns_find (const TextPatterns *patterns, const char *folded, gsize length,
                               gsize *ret_at);
int __real_text_patterns_find_first (const TextPatterns *patterns, const char *folded, gsize length,
                                     gsize *ret_at);
int __wrap_text_patterns_find_first (const TextPatterns *patterns, const char *folded, gsize length,
                                     gsize *ret_at);

TextPatterns *
__wrap_text_patterns_new (const char *const *first, gsize n_rows, gsize stride)
{
  Table *table = g_new0 (Table, 1);

  table->rows = g_new0 (char *, n_rows + 1);
  table->kinds = g_new0 (GHashTable *, n_rows);
  table->n_rows = n_rows;
  for (gsize i = 0; i < n_rows; i++)
    {
      table->rows[i]
          = g_strdup (*(const char *const *) (const void *) ((const char *) first + i * stride));
      table->kinds[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  table->now
      = __real_text_patterns_new ((const char *const *) table->rows, n_rows, sizeof (char *));
  table->whole = table->now;
  g_ptr_array_add (tables, table);
  return table->now;
}

typedef int Find (const TextPatterns *patterns, const char *folded, gsize length, gsize *ret_at);

static int
find_with (Find *find, const TextPatterns *patterns, const char *folded, gsize length,
           gsize *ret_at)
{
  for (guint i = 0; i < tables->len; i++)
    {
      Table *table = g_ptr_array_index (tables, i);
      int row;

      if (table->whole != patterns)
        continue;
      row = find (table->now, folded, length, ret_at);
      if (row >= 0 && table->now == table->whole)
        g_hash_table_add (table->kinds[row], (gpointer) kind_now);
      return row;
    }
  g_assert_not_reached ();
}

int
__wrap_text_patterns_find (const TextPatterns *patterns, const char *folded, gsize length,
                           gsize *ret_at)
{
  return find_with (__real_text_patterns_find, patterns, folded, length, ret_at);
}

int
__wrap_text_patterns_find_first (const TextPatterns *patterns, const char *folded, gsize length,
                                 gsize *ret_at)
{
  return find_with (__real_text_patterns_find_first, patterns, folded, length, ret_at);
}

/* Whether mails of @kind, and of no other, have need of the row. */
static gboolean
is_its_own (const Table *table, gsize row, const char *kind)
{
  return g_hash_table_size (table->kinds[row]) == 1
         && g_hash_table_contains (table->kinds[row], kind);
}

/* Leaves out what only @kind has need of; how many rows. */
static guint
leave_out (const char *kind)
{
  static const char never[] = "\001\001";
  guint count = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      Table *table = g_ptr_array_index (tables, i);
      const char **rows = g_new (const char *, table->n_rows);

      for (gsize row = 0; row < table->n_rows; row++)
        {
          gboolean out = is_its_own (table, row, kind);
          rows[row] = out ? never : table->rows[row];
          count += out;
        }
      table->now = __real_text_patterns_new (rows, table->n_rows, sizeof *rows);
    }
  return count;
}

static void
read_mail (const char *state, const char *kind, const char *path, guint left_out)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) bounces = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    g_error ("cannot read %s", path);
  kind_now = kind;
  bounces = bounces_read (bytes, length);
  for (guint i = 0; i < bounces->len; i++)
    {
      const Bounce *bounce = g_ptr_array_index (bounces, i);
      printf ("%s\t%s\t%u\t%s\t%s\t%s\t%s\t%u\n", state, path, i,
              bounce->recipient != NULL ? bounce->recipient : "",
              bounce->original_recipient != NULL ? bounce->original_recipient : "",
              bounce->class != BOUNCE_CLASS_NONE ? bounce_class_name (bounce->class) : "",
              bounce_reason_name (bounce->reason), left_out);
    }
}

int
main (void)
{
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  char buffer[4096];
  const char *kind = NULL;
  guint count = 0;

  tables = g_ptr_array_new ();
  for (size_t n = 0; (n = fread (buffer, 1, sizeof buffer, stdin)) > 0;)
    g_string_append_len (list, buffer, (gssize) n);
  lines = g_strsplit (list->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strchr (lines[i], '\t') != NULL)
      g_ptr_array_add (mails, g_strsplit (lines[i], "\t", 2));
  for (guint i = 0; i < mails->len; i++)
    {
      char **mail = g_ptr_array_index (mails, i);
      read_mail ("whole", mail[0], mail[1], 0);
    }
  for (guint i = 0; i < mails->len; i++)
    {
      char **mail = g_ptr_array_index (mails, i);
      if (g_strcmp0 (kind, mail[0]) != 0)
        count = leave_out (kind = mail[0]);
      read_mail ("without", mail[0], mail[1], count);
    }
  return 0;
}
