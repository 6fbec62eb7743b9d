/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/bounce_answer.h"
#include "cli/command.h"
#include "cli/mail_source.h"
#include "cli/text.h"

static gboolean json;

const Option bounce_options[] = {
  { "json", OPTION_FLAG, &json, NULL },
  { NULL },
};

/* Takes the mail apart, and tells of every recipient; @data: gboolean, set as there was one. */
static void
answer_mail (const char *file, guint number, const char *bytes, gsize length, gpointer data)
{
  g_autoptr (GPtrArray) bounces = bounces_read (bytes, length);

  *(gboolean *) data = TRUE;
  for (guint i = 0; i < bounces->len; i++)
    {
      BounceAnswer answer = { file, number, g_ptr_array_index (bounces, i) };
      if (json)
        bounce_answer_print_json (&answer, stdout);
      else
        bounce_answer_print_text (&answer, stdout);
    }
}

ExitStatus
command_bounce (int argc, char **argv)
{
  int first = options_parse (bounce_options, argc, argv);
  gboolean unusable = FALSE;

  if (first < 0)
    return EXIT_UNUSABLE;
  if (first == argc)
    return command_refuse ("bounce", "cli_error_bounce", NULL);
  for (int i = first; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean any = FALSE;

      if (!mail_source_read (argv[i], answer_mail, &any, &error))
        {
          g_autofree char *line = text_fill ("cli_bounce_unreadable", "text", error->message, NULL);
          fprintf (stderr, "lastmile: %s\n", line);
          unusable = TRUE;
        }
      else if (!any)
        {
          g_autofree char *line = text_fill ("cli_bounce_no_message", "path", argv[i], NULL);
          fprintf (stderr, "lastmile: %s\n", line);
        }
    }
  return fflush (stdout) != 0 || unusable ? EXIT_UNUSABLE : EXIT_OK;
}
