/* SPDX-License-Identifier: MPL-2.0 */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#include "native_manifest.h"
#include "session.h"
#include "wire/frame.h"

/* The native messaging host. Thunderbird starts it with the path of the manifest and the
 * extension's id as arguments, which tell it nothing; a person who starts it by hand is told what
 * it is. */

static gboolean show_version;
static gboolean show_manifest;
static gint max_frame = FRAME_DEFAULT_MAX;
static char **ignored;

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, "Print the version", NULL },
  { "manifest", 0, 0, G_OPTION_ARG_NONE, &show_manifest,
    "Print the native manifest of this very file", NULL },
  { "max-frame", 0, 0, G_OPTION_ARG_INT, &max_frame, "Longest request taken (default 8388608)",
    "BYTES" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &ignored, NULL, NULL },
  { NULL },
};

static char *
make_manifest (void)
{
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  return native_manifest_text (path != NULL ? path : "lastmile-host");
}

static void
explain (void)
{
  g_autofree char *manifest = make_manifest ();

  g_print ("lastmile-host " LASTMILE_VERSION "\n\n"
           "Thunderbird starts this program by itself, for the Lastmile extension; there is "
           "nothing to do with it by hand.\n"
           "`lastmile doctor` tells whether Thunderbird finds it, and `lastmile doctor --fix` "
           "writes the file\n"
           "~/.mozilla/native-messaging-hosts/lastmile.json with this content:\n\n%s",
           manifest);
}

/* Keeps stdout for frames alone: whatever else writes to descriptor 1 ends in stderr. */
static int
claim_stdout (void)
{
  int out = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  dup2 (STDERR_FILENO, STDOUT_FILENO);
  return out;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *manifest = NULL;

  g_option_context_set_summary (
      context, "The part of Lastmile that Thunderbird talks to (native messaging).");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || max_frame < 1)
    {
      g_printerr ("lastmile-host: %s\n",
                  error != NULL ? error->message : "--max-frame is too small");
      return 2;
    }
  g_strfreev (ignored);
  if (show_version)
    g_print ("lastmile-host " LASTMILE_VERSION "\n");
  else if (show_manifest)
    g_print ("%s", manifest = make_manifest ());
  else if (isatty (STDIN_FILENO))
    explain ();
  else
    {
      signal (SIGPIPE, SIG_IGN);
      session_serve (STDIN_FILENO, claim_stdout (), (guint32) max_frame);
    }
  return 0;
}
