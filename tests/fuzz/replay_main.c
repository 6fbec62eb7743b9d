/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <glib.h>

/* Without libFuzzer: runs the target over every file of the folders given, and over every beginning
 * of each, so that what a fuzzer once found is tried in every test run. A folder without files is
 * an error. */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t length);

static void
replay (const char *text, gsize length)
{
  gsize step = length / 512 + 1;

  for (gsize cut = 0; cut < length; cut += step)
    {
      guint8 *piece
          = g_memdup2 (text, cut); /* no byte behind it, so that a sanitizer sees every overrun */
      LLVMFuzzerTestOneInput (piece, cut);
      g_free (piece);
    }
  LLVMFuzzerTestOneInput ((const guint8 *) text, length);
}

static guint
replay_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_file_get_contents (file, &text, &length, NULL))
        g_error ("%s cannot be read", file);
      replay (text, length);
      count++;
    }
  g_clear_pointer (&folder, g_dir_close);
  return count;
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      guint count = replay_folder (argv[i]);
      printf ("%s: %u files\n", argv[i], count);
      if (count == 0)
        return EXIT_FAILURE;
    }
  return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
