/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <glib.h>
#include "cli/command.h"

static const Command commands[] = {
  { "check", command_check },
};

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : "";

  if (strcmp (name, "--version") == 0)
    {
      g_print ("lastmile " LASTMILE_VERSION "\n");
      return EXIT_OK;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (name, commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  g_printerr ("lastmile: %s?\n", name);
  return EXIT_UNUSABLE;
}
