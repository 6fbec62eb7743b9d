/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/outgoing_server.h"
#include "profile.h"

void
outgoing_server_free (OutgoingServer *server)
{
  if (server == NULL)
    return;
  g_free (server->id);
  g_free (server->type);
  g_free (server->hostname);
  g_free (server->username);
  g_free (server->description);
  g_free (server);
}

void
source_outgoing_server (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  OutgoingServer *server
      = sources->profile != NULL
            ? profile_outgoing_server (sources->profile, question_key (question), &error)
            : NULL;

  if (server != NULL)
    question_answer (question, ANSWER_KNOWN, server, (GDestroyNotify) outgoing_server_free, NULL);
  else if (sources->profile == NULL || error != NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "profile");
  else
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}
