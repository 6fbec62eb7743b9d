/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "store.h"
#include "team/team_server.h"
#include "wire/json.h"

/* lastmile-team: a companion (companion.h) that brings a user's store and the team's PostgreSQL
 * into step, and ends. Its question is {"database": libpq's connection string, "folder": of the
 * store}; its answer {"pushed": rows, "pulled": rows} or {"error": in English}. Each batch is whole
 * on both sides, and the same again changes nothing: it may be killed at any moment. */

#define MAX_QUESTION 65536
#define BATCH 500

static gboolean
push_all (Store *store, PGconn *server, guint *ret_count, GError **error)
{
  for (*ret_count = 0;;)
    {
      g_autoptr (GPtrArray) rows = team_rows_to_push (store, BATCH, error);
      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      if (!team_server_push (server, rows, error) || !team_rows_note_pushed (store, rows, error))
        return FALSE;
      *ret_count += rows->len;
    }
}

static gboolean
pull_all (Store *store, PGconn *server, gint64 position, guint *ret_count, GError **error)
{
  for (*ret_count = 0;;)
    {
      g_autoptr (GPtrArray) rows = team_server_pull (server, &position, BATCH, error);
      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      if (!team_rows_take (store, rows, position, error))
        return FALSE;
      *ret_count += rows->len;
    }
}

/* When the two were in step the last time is the time of this file. */
static void
note_shared (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TEAM_SHARED_FILE, NULL);
  g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static gboolean
share (const char *database, const char *folder, cJSON *answer, GError **error)
{
  g_autoptr (Store) store = store_open (folder);
  g_autofree char *id = NULL;
  g_autoptr (PGconn) server = team_server_open (database, &id, error);
  guint pushed, pulled;
  gint64 position;

  if (server == NULL || !team_rows_position (store, id, &position, error)
      || !push_all (store, server, &pushed, error)
      || !pull_all (store, server, position, &pulled, error))
    return FALSE;
  note_shared (folder);
  cJSON_AddNumberToObject (answer, "pushed", pushed);
  cJSON_AddNumberToObject (answer, "pulled", pulled);
  return TRUE;
}

static gboolean
answer_question (cJSON *answer, GError **error)
{
  g_autofree char *text = g_malloc (MAX_QUESTION);
  gsize length = fread (text, 1, MAX_QUESTION, stdin);
  g_autoptr (cJSON) question = json_parse (text, length, error);
  const char *database, *folder;
  JsonReader reader;

  if (question == NULL)
    return FALSE;
  json_reader_init (&reader, question, NULL, error);
  database = json_reader_string (&reader, "database", JSON_REQUIRED, 1, MAX_QUESTION);
  folder = json_reader_string (&reader, "folder", JSON_REQUIRED, 1, MAX_QUESTION);
  return json_reader_finish (&reader) && share (database, folder, answer, error);
}

int
main (void)
{
  g_autoptr (cJSON) answer = cJSON_CreateObject ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!answer_question (answer, &error))
    json_add_string (answer, "error", error->message);
  text = json_print (answer);
  puts (text);
  return error == NULL ? 0 : 1;
}
