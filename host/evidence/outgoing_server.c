/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/outgoing_server.h"

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
  question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "profile");
}
