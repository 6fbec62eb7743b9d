/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "companion.h"
#include "session_inside.h"
#include "wire/reply.h"
#include "wire/request_journal.h"

/* The error log as a file, for a page that can neither read nor write one itself. The command line
 * beside this program does the work, with the texts of the user's language. */

#define FILE_MS 180000
#define MAX_FILE (64 * 1024 * 1024)
#define MAX_FAULTS 500           /* that a reply tells */
#define MAX_VALUE 200            /* characters of a fault's value */
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

/* Leaves as many of @faults, and as much of each, as a reply holds. How many are left out. */
static guint
cut_faults (cJSON *faults)
{
  guint left_out = 0;
  cJSON *fault = cJSON_IsArray (faults) ? faults->child : NULL;

  for (guint i = 0; fault != NULL; i++)
    {
      cJSON *next = fault->next;
      cJSON *value = cJSON_GetObjectItemCaseSensitive (fault, "value");

      if (i >= MAX_FAULTS)
        {
          cJSON_Delete (cJSON_DetachItemViaPointer (faults, fault));
          left_out++;
        }
      else if (cJSON_IsString (value) && g_utf8_strlen (value->valuestring, -1) > MAX_VALUE)
        *g_utf8_offset_to_pointer (value->valuestring, MAX_VALUE) = '\0';
      fault = next;
    }
  return left_out;
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
  guint left_out = cut_faults (cJSON_GetObjectItemCaseSensitive (said, "faults"));

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
  if (left_out > 0)
    cJSON_AddNumberToObject (reply, "more_faults", left_out);
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

static void
drop_parts (Session *session)
{
  g_clear_pointer (&session->file_parts, g_byte_array_unref);
  session->n_file_parts = 0;
}

/* Adds @data behind the parts that came. */
static void
add_part (Session *session, const char *data)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (data, &length);

  if (session->file_parts == NULL)
    session->file_parts = g_byte_array_new ();
  g_byte_array_append (session->file_parts, bytes, (guint) length);
}

static void
refuse_parts (Session *session, Request *request, const char *detail)
{
  FileWork work = { session, request->id, TRUE };

  drop_parts (session);
  refuse_file (&work, detail);
}

/* The first part begins a file anew, whatever came of another. */
void
session_journal_part (Session *session, Request *request)
{
  const JournalRequest *part = request_journal (request);

  if (part->part == 1)
    drop_parts (session);
  if (part->part != session->n_file_parts + 1)
    {
      refuse_parts (session, request, "a part is missing");
      return;
    }
  add_part (session, part->data);
  session->n_file_parts++;
  if (session->file_parts->len > MAX_FILE)
    refuse_parts (session, request, "the file is too large");
  else
    session_answer_stored (session, request, TRUE, NULL);
}

void
session_journal_import (Session *session, Request *request)
{
  const JournalRequest *part = request_journal (request);
  const char *arguments[]
      = { "journal",           "import", "--json", "--format", part->format, "-", "--channel",
          part->query.channel, NULL };
  g_autoptr (GBytes) input = NULL;

  if (part->part == 0)
    drop_parts (session);
  if (part->part != session->n_file_parts)
    {
      refuse_parts (session, request, "a part is missing");
      return;
    }
  add_part (session, part->data);
  input = g_byte_array_free_to_bytes (g_steal_pointer (&session->file_parts));
  drop_parts (session);
  if (part->query.channel == NULL)
    arguments[6] = NULL;
  start (session, request, arguments, input, TRUE);
}
