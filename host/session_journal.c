/* SPDX-License-Identifier: MPL-2.0 */
#include "session_inside.h"
#include "wire/journal_json.h"
#include "wire/reply.h"
#include "wire/request_journal.h"

/* The requests about the error log and the log of what was shown. */

/* Takes over @error. */
static void
refuse_store (Session *session, Request *request, GError *error)
{
  session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}

void
session_journal (Session *session, Request *request)
{
  const JournalQuery *query = &request_journal (request)->query;
  GError *error = NULL;
  guint total;
  g_autoptr (GPtrArray) list = store_journal_list (session->sources.store, query, &total, &error);

  if (list != NULL)
    session_send (session, journal_reply (request->id, list, query->offset, total));
  else
    refuse_store (session, request, error);
}

void
session_journal_edit (Session *session, Request *request)
{
  const JournalRequest *part = request_journal (request);
  GError *error = NULL;
  gboolean found = TRUE;
  gboolean stored
      = store_journal_edit (session->sources.store, part->entry, &part->edit, &found, &error);

  if (stored && !found)
    {
      json_place_error (&(JsonPlace){ NULL, "entry", 0 }, &error, LASTMILE_ERROR_entry_unknown,
                        "is no entry of the log");
      session_refuse (session, request->id, error);
      return;
    }
  session_answer_stored (session, request, stored, error);
}

void
session_journal_stats (Session *session, Request *request)
{
  GError *error = NULL;
  g_autoptr (JournalStats) stats = store_journal_stats (
      session->sources.store, request_journal (request)->query.since, &error);

  if (stats != NULL)
    session_send (session, journal_stats_reply (request->id, stats));
  else
    refuse_store (session, request, error);
}

void
session_audit (Session *session, Request *request)
{
  const JournalQuery *query = &request_journal (request)->query;
  const AuditQuery rows = { query->since, query->until, query->offset, query->limit };
  GError *error = NULL;
  guint total;
  g_autoptr (GPtrArray) list = store_audit_list (session->sources.store, &rows, &total, &error);

  if (list != NULL)
    session_send (session, audit_reply (request->id, list, query->offset, total));
  else
    refuse_store (session, request, error);
}

void
session_forget (Session *session, Request *request)
{
  GError *error = NULL;
  gboolean stored = store_forget (session->sources.store, request->address, &error);

  session_answer_stored (session, request, stored, error);
}

void
session_heard (Session *session, Request *request)
{
  g_autoptr (GPtrArray) keys = session_keys (request->strings);
  gint64 at = request_journal (request)->at;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;
  gboolean stored
      = store_learn_heard (session->sources.store, keys, at != 0 ? MIN (at, now) : now, &error);

  session_answer_stored (session, request, stored, error);
}
