/* SPDX-License-Identifier: MPL-2.0 */
#include "session_inside.h"
#include "store_journal.h"
#include "wire/reply.h"
#include "wire/status.h"

/* The requests that read and write what the user's own store remembers. */

void
session_dismiss (Session *session, Request *request)
{
  g_autofree char *key = finding_key (request->address);
  GError *error = NULL;
  gboolean stored;

  if (!session_policy (session)->policy->remember && !request->undo)
    {
      lastmile_error_set (&error, LASTMILE_ERROR_policy_forbids, NULL,
                          "the policy does not let answers be remembered");
      session_refuse (session, request->id, error);
      return;
    }
  if (request->undo)
    stored = store_undismiss (session->sources.store, request->strings, key, &error);
  else
    stored = store_dismiss (session->sources.store, request->strings, key, &error);
  session_answer_stored (session, request, stored, error);
}

void
session_chosen (Session *session, Request *request)
{
  g_autofree ShownRow *rows = g_new0 (ShownRow, request->shown->len + 1);
  GError *error = NULL;
  gboolean stored;

  for (guint i = 0; i < request->shown->len; i++)
    {
      const ShownFinding *shown = &g_array_index (request->shown, ShownFinding, i);
      rows[i] = (ShownRow){ shown->code, shown->address, shown->severity, shown->suggestion };
    }
  stored = store_audit (session->sources.store, request->choice, rows, request->shown->len,
                        session_policy (session)->policy->audit_days, &error);
  session_answer_stored (session, request, stored, error);
}

GPtrArray *
session_keys (const GPtrArray *inputs)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < inputs->len; i++)
    {
      g_autoptr (GPtrArray) addresses = address_list_read (g_ptr_array_index (inputs, i));
      for (guint j = 0; j < addresses->len; j++)
        {
          char *key = address_key (g_ptr_array_index (addresses, j));
          if (key != NULL)
            g_ptr_array_add (keys, key);
        }
    }
  return keys;
}

void
session_sent (Session *session, Request *request)
{
  g_autoptr (GPtrArray) keys = session_keys (request->strings);
  GError *error = NULL;
  gboolean stored = store_learn_sent (session->sources.store, keys, request->message_id, &error);

  if (stored && session_policy (session)->policy->remember)
    stored = told_once_keep (session->told_once, session->sources.store, &error);
  session_answer_stored (session, request, stored, error);
}

void
session_learn (Session *session, Request *request)
{
  g_autoptr (GPtrArray) keys = session_keys (request->strings);
  GError *error = NULL;
  gboolean stored = store_learn_address_book (session->sources.store, keys, &error);

  if (stored && request->channel != NULL)
    stored = store_set_channel (session->sources.store, keys, request->channel,
                                CHANNEL_FROM_ADDRESS_BOOK, &error);
  session_answer_stored (session, request, stored, error);
}

void
session_dismissals (Session *session, Request *request)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) list = store_dismissals (session->sources.store, &error);

  if (list != NULL)
    session_send (session, status_dismissals (request->id, list));
  else
    session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}
