/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <sys/stat.h>
#include "companion.h"
#include "session_team.h"
#include "store.h"

#define PERIOD_S 120
#define SOON_MS 300
#define FRESH_S 5 /* so old may be what colleagues said while a message is written */
#define DEADLINE_MS 60000
#define MAX_ANSWER 65536

struct SessionTeam
{
  Session *session;
  Companion *running; /* (nullable) */
  gboolean again;     /* something changed while it was running */
  guint periodic;
  guint soon;   /* 0: not waited for */
  gint64 begun; /* g_get_monotonic_time () of the last try */
  char *told;   /* (nullable) the last failure, said once */
};

/* To the log alone: without its database the team's store goes on as the user's own. */
static void
tell (SessionTeam *team, const char *what)
{
  if (g_strcmp0 (what, team->told) == 0)
    return;
  g_free (team->told);
  team->told = g_strdup (what);
  if (what != NULL)
    g_printerr ("lastmile-host: team: %s\n", what);
}

static void
team_done (GBytes *answer, const GError *error, gpointer data)
{
  SessionTeam *team = data;
  gsize length = 0;
  const char *text = answer != NULL ? g_bytes_get_data (answer, &length) : NULL;
  g_autoptr (cJSON) json = text != NULL ? json_parse (text, length, NULL) : NULL;
  const cJSON *failure = cJSON_GetObjectItemCaseSensitive (json, "error");

  team->running = NULL;
  if (json == NULL)
    tell (team, error != NULL ? error->message : "lastmile-team gave no answer");
  else
    tell (team, cJSON_IsString (failure) ? failure->valuestring : NULL);
  if (team->again)
    session_team_changed (team);
}

static void
team_run (SessionTeam *team, const char *database)
{
  static const CompanionLimits limits = { DEADLINE_MS, MAX_ANSWER };
  g_autofree char *path = companion_find ("lastmile-team");
  g_autofree char *folder = g_path_get_dirname (store_path (team->session->sources.store));
  g_autoptr (cJSON) question = cJSON_CreateObject ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = NULL;
  char *argv[] = { path, NULL };
  char *text;

  team->again = FALSE;
  team->begun = g_get_monotonic_time ();
  if (path == NULL)
    {
      tell (team, "lastmile-team is not installed");
      return;
    }
  json_add_string (question, "database", database);
  json_add_string (question, "folder", folder);
  text = json_print (question);
  input = g_bytes_new_take (text, strlen (text));
  team->running = companion_start (argv, input, &limits, team_done, team, &error);
  if (team->running == NULL)
    tell (team, error->message);
}

static gboolean
is_named (const SessionTeam *team)
{
  const char *database = session_policy (team->session)->policy->team_database;
  return database != NULL && *database != '\0';
}

static gboolean
team_due (gpointer data)
{
  SessionTeam *team = data;
  if (!is_named (team))
    return G_SOURCE_CONTINUE;
  if (team->running != NULL)
    team->again = TRUE;
  else
    team_run (team, session_policy (team->session)->policy->team_database);
  return G_SOURCE_CONTINUE;
}

static gboolean
team_soon (gpointer data)
{
  SessionTeam *team = data;

  team->soon = 0;
  team_due (team);
  return G_SOURCE_REMOVE;
}

void
session_team_changed (SessionTeam *team)
{
  if (team->soon == 0)
    team->soon = g_timeout_add (SOON_MS, team_soon, team);
}

void
session_team_wanted (SessionTeam *team)
{
  if (is_named (team) && team->running == NULL
      && g_get_monotonic_time () - team->begun > FRESH_S * G_USEC_PER_SEC)
    session_team_changed (team);
}

TeamState
session_team_state (const SessionTeam *team)
{
  g_autofree char *folder = g_path_get_dirname (store_path (team->session->sources.store));
  g_autofree char *path = g_build_filename (folder, TEAM_SHARED_FILE, NULL);
  struct stat file;

  return (TeamState){ .named = is_named (team),
                      .away = team->told != NULL,
                      .shared_at = stat (path, &file) == 0 ? file.st_mtime : 0 };
}

SessionTeam *
session_team_new (Session *session)
{
  SessionTeam *team = g_new0 (SessionTeam, 1);

  team->session = session;
  team->periodic = g_timeout_add_seconds (PERIOD_S, team_due, team);
  return team;
}

void
session_team_free (SessionTeam *team)
{
  if (team->running != NULL)
    companion_cancel (team->running);
  if (team->soon != 0)
    g_source_remove (team->soon);
  g_source_remove (team->periodic);
  g_free (team->told);
  g_free (team);
}
