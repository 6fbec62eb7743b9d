/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "companion_side.h"
#include "probe/mailbox.h"
#include "probe/outgoing.h"

/* lastmile-probe talks to the mail servers of strangers, so that the host need not: neither link
 * TLS, nor wait. One question on standard input, in JSON; one answer on standard output
 * (companion.h). */

static cJSON *
answer_outgoing (const cJSON *json, GError **error)
{
  g_auto (OutgoingQuestion) question = { 0 };
  g_autoptr (OutgoingProbe) probe = NULL;

  if (!outgoing_question_from_json (json, &question, error))
    return NULL;
  probe = outgoing_try (&question);
  return outgoing_probe_to_json (probe);
}

static cJSON *
answer_mailbox (const cJSON *json, GError **error)
{
  g_auto (MailboxQuestion) question = { 0 };
  g_autoptr (Mailbox) mailbox = NULL;

  if (!mailbox_question_from_json (json, &question, error))
    return NULL;
  mailbox = mailbox_try (&question);
  return mailbox_to_json (mailbox);
}

static const struct
{
  const char *task;
  cJSON *(*answer) (const cJSON *json, GError **error);
} rows[] = {
  { "mailbox", answer_mailbox },
  { "outgoing", answer_outgoing },
};

static cJSON *
answer (const cJSON *question, GError **error)
{
  const char *task = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (question, "task"));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (task, rows[i].task) == 0)
      return rows[i].answer (question, error);
  g_set_error_literal (error, LASTMILE_ERROR, LASTMILE_ERROR_request_unknown, "no such task");
  return NULL;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) question = companion_question (&error);
  g_autoptr (cJSON) said = question != NULL ? answer (question, &error) : NULL;

  if (said == NULL)
    {
      fprintf (stderr, "lastmile-probe: %s\n", error->message);
      return 2;
    }
  companion_answer (said);
  return 0;
}
