/* SPDX-License-Identifier: MPL-2.0 */
#include "sender_history.h"
#include "sender_inquiry.h"
#include "sender_own_servers.h"
#include "session_inside.h"
#include "wire/request_sender.h"
#include "wire/sender_json.h"

/* The requests about the user's own domain and server. */

/* A report that is being made; the session's inquiries own it. */
typedef struct
{
  Session *session;
  gint64 id;
  gint64 since; /* what the user knows; 0: the last report */
  SenderInquiry *inquiry;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  sender_inquiry_free (asked->inquiry);
  g_free (asked);
}

static void
answer_sender (SenderInquiry *inquiry, SenderReport *made, gpointer data)
{
  g_autoptr (SenderReport) report = made;
  Asked *asked = data;

  sender_history_note (asked->session->sources.store, session_policy (asked->session)->policy,
                       asked->since, report, NULL);
  session_send (asked->session, sender_reply (asked->id, report));
  g_ptr_array_remove_fast (asked->session->inquiries, asked);
}

void
session_sender (Session *session, Request *request)
{
  SenderRequestPart *part = request_sender (request);
  SenderQuery *query = g_steal_pointer (&part->query);
  Asked *asked = g_new0 (Asked, 1);

  if (session->inquiries == NULL)
    session->inquiries = g_ptr_array_new_with_free_func (asked_free);
  session_open_resolver (session);
  sender_query_follow (query, session_policy (session)->policy);
  if (query->servers->len == 0)
    sender_add_own_servers (session->sources.profile, query);
  *asked = (Asked){ session, request->id, part->since, NULL };
  asked->inquiry = sender_inquiry_new (&session->sources, query, answer_sender, asked);
  g_ptr_array_add (session->inquiries, asked);
  sender_inquiry_start (asked->inquiry, SENDER_DEADLINE_MS);
}
