/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "companion.h"
#include "session_inside.h"
#include "wire/reply.h"
#include "wire/request_journal.h"

/* The error log as a file, for a page that can neither read nor write one itself. The command line
 * beside this program does the work, with the texts of the user's language. */

#define FILE_MS 60000
#define MAX_FILE (64 * 1024 * 1024)
#define PAGE_BYTES (700u * 1024) /* that base64 makes less than FRAME_MAX_REPLY of */

typedef struct
{
  Session *session;
  gint64 id;
  gboolean import;
} FileWork;

static void
refuse_file (FileWork *work, const char *detail)
{
  GError *error = NULL;

  lastmile_error_set (&error, LASTMILE_ERROR_journal_file, NULL, "%s", detail);
  session_refuse (work->session, work->id, error);
}

/* The file in pages, as base64. */
static void
send_file (FileWork *work, GBytes *bytes)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gsize pages = MAX ((length + PAGE_BYTES - 1) / PAGE_BYTES, 1);

  for (gsize page = 0; page < pages; page++)
    {
      gsize start = page * PAGE_BYTES;
      g_autoptr (cJSON) reply = reply_new (work->id, "journal_export");
      g_autofree char *text = g_base64_encode (data + start, MIN (PAGE_BYTES, length - start));

      cJSON_AddNumberToObject (reply, "page", (double) (page + 1));
      cJSON_AddNumberToObject (reply, "pages", (double) pages);
      json_add_string (reply, "data", text);
      session_send (work->session, json_print (reply));
    }
}

/* Hands on what the command line says of the list. */
static void
send_imported (FileWork *work, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (cJSON) said = json_parse (text, length, NULL);
  g_autoptr (cJSON) reply = reply_new (work->id, "journal_import");
  static const char *const members[] = { "added", "known", "contacts", "passed", "faults" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      cJSON *member = cJSON_DetachItemFromObjectCaseSensitive (said, members[i]);
      if (member == NULL)
        {
          const cJSON *why = cJSON_GetObjectItemCaseSensitive (said, "error");
          refuse_file (work, cJSON_IsString (why) ? why->valuestring : "no answer was understood");
          return;
        }
      cJSON_AddItemToObject (reply, members[i], member);
    }
  session_send (work->session, json_print (reply));
}

static void
file_done (GBytes *answer, const GError *error, gpointer data)
{
  g_autofree FileWork *work = data;

  work->session->n_files--;
  if (error != NULL)
    refuse_file (work, error->message);
  else if (work->import)
    send_imported (work, answer);
  else
    send_file (work, answer);
}

static void
start (Session *session, Request *request, const char *const *arguments, GBytes *input,
       gboolean import)
{
  g_autofree char *program = companion_find ("lastmile");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree FileWork *work = g_new0 (FileWork, 1);
  g_autoptr (GError) error = NULL;
  const CompanionLimits limits = { FILE_MS, MAX_FILE };

  work->session = session;
  work->id = request->id;
  work->import = import;
  g_ptr_array_add (argv, program);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  if (session->n_files > 0)
    refuse_file (work, "another file is under way");
  else if (program == NULL)
    refuse_file (work, "the program lastmile is not installed");
  else if (companion_start ((char **) argv->pdata, input, &limits, file_done, work, &error) == NULL)
    refuse_file (work, error->message);
  else
    {
      session->n_files++;
      g_steal_pointer (&work);
    }
}

void
session_journal_export (Session *session, Request *request)
{
  const JournalRequest *part = request_journal (request);
  const char *arguments[]
      = { "journal", "export", "--format", part->format, "--lang", part->language, "-", NULL };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  start (session, request, arguments, nothing, FALSE);
}

void
session_journal_import (Session *session, Request *request)
{
  const JournalRequest *part = request_journal (request);
  const char *arguments[]
      = { "journal",           "import", "--json", "--format", part->format, "-", "--channel",
          part->query.channel, NULL };
  gsize length;
  guchar *bytes = g_base64_decode (part->data, &length);
  g_autoptr (GBytes) input = g_bytes_new_take (bytes, length);

  if (part->query.channel == NULL)
    arguments[6] = NULL;
  start (session, request, arguments, input, TRUE);
}
