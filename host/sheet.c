/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include "sheet/sheet.h"

/* lastmile-sheet: a companion (companion.h) that turns CSV into a workbook and back.
 *
 *   lastmile-sheet write < journal.csv
 *   lastmile-sheet read < customers.xlsx
 *
 * Its answer begins with a line: "ok", and what follows is the file; or "error", and what follows
 * says what is wrong, in English. */

#define MAX_QUESTION (64 * 1024 * 1024)
#define MAX_MEMORY                                                                                 \
  (1024UL * 1024 * 1024) /* bytes of address space: a workbook may be a stranger's */
#define MAX_SECONDS 60   /* of the processor's time */

static GByteArray *
read_input (void)
{
  GByteArray *input = g_byte_array_new ();
  guint8 buffer[65536];
  size_t got;

  while (input->len <= MAX_QUESTION && (got = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_byte_array_append (input, buffer, (guint) got);
  return input;
}

static void
limit_resources (void)
{
  const struct rlimit seconds = { MAX_SECONDS, MAX_SECONDS };

#ifndef __SANITIZE_ADDRESS__ /* which reserves address space by the terabyte */
  const struct rlimit memory = { MAX_MEMORY, MAX_MEMORY };
  setrlimit (RLIMIT_AS, &memory);
#endif
  setrlimit (RLIMIT_CPU, &seconds);
}

/* What @input becomes, or NULL. */
static GBytes *
convert (const char *direction, const GByteArray *input, GError **error)
{
  const char *bytes = input->len > 0 ? (const char *) input->data : "";
  char *csv;

  if (input->len > MAX_QUESTION)
    {
      g_set_error (error, SHEET_ERROR, SHEET_ERROR_TOO_LARGE, "more than %d bytes", MAX_QUESTION);
      return NULL;
    }
  if (strcmp (direction, "write") == 0)
    return sheet_write (bytes, input->len, error);
  csv = sheet_read (bytes, input->len, error);
  return csv != NULL ? g_bytes_new_take (csv, strlen (csv)) : NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GByteArray) input = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (argc != 2 || (strcmp (argv[1], "write") != 0 && strcmp (argv[1], "read") != 0))
    {
      fputs ("usage: lastmile-sheet write|read\n", stderr);
      return 2;
    }
  limit_resources ();
  input = read_input ();
  output = convert (argv[1], input, &error);
  if (output == NULL)
    {
      printf ("error\n%s", error->message);
      return 1;
    }
  fputs ("ok\n", stdout);
  length = g_bytes_get_size (output);
  return fwrite (g_bytes_get_data (output, NULL), 1, length, stdout) == length
                 && fflush (stdout) == 0
             ? 0
             : 1;
}
