/* SPDX-License-Identifier: MPL-2.0 */
#include "session_inside.h"
#include "session_team.h"
#include "store_review.h"
#include "wire/request_review.h"
#include "wire/review_json.h"

/* The requests about the second pair of eyes. */

#define MAX_LISTED 500

static void
refuse_store (Session *session, Request *request, GError *error)
{
  session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}

static void
refuse_field (Session *session, Request *request, const char *field, LastmileErrorCode code,
              const char *detail)
{
  GError *error = NULL;

  json_place_error (&(JsonPlace){ NULL, field, 0 }, &error, code, "%s", detail);
  session_refuse (session, request->id, error);
}

/* Answers with @address and what stands beside it. */
static void
show (Session *session, Request *request, const char *address, const Review *review)
{
  g_auto (ReviewView) view = { .address = address, .review = review };
  GError *error = NULL;

  if (review_view_fill (&view, session->sources.store, session_policy (session)->policy, &error))
    session_send (session, review_reply (request->id, &view));
  else
    refuse_store (session, request, error);
}

void
session_review (Session *session, Request *request)
{
  g_autofree char *key = finding_key (request->address);
  GError *error = NULL;
  g_autoptr (Review) review = store_review_find (session->sources.store, key, &error);

  if (error != NULL)
    refuse_store (session, request, error);
  else
    show (session, request, request->address, review);
}

void
session_review_request (Session *session, Request *request)
{
  const ReviewRequest *part = request_review (request);
  g_autofree char *key = finding_key (request->address);
  g_autofree char *login = review_own_login ();
  const gboolean is_named = part->name != NULL && *part->name != '\0';
  const ReviewPerson requester = { is_named ? part->name : part->from, part->from, login };
  GError *error = NULL;
  g_autoptr (Review) review
      = store_review_request (session->sources.store, key, request->address, &requester, &error);

  if (review == NULL)
    refuse_store (session, request, error);
  else
    {
      show (session, request, request->address, review);
      session_team_changed (session->team);
    }
}

static void
answer_decided (Session *session, Request *request, const char *id)
{
  GError *error = NULL;
  g_autoptr (Review) review = store_review_get (session->sources.store, id, &error);

  if (review == NULL)
    refuse_store (session, request, error);
  else
    {
      show (session, request, review->address, review);
      session_team_changed (session->team);
    }
}

void
session_review_decide (Session *session, Request *request)
{
  const ReviewRequest *part = request_review (request);
  g_autofree char *login = review_own_login ();
  const ReviewPerson reviewer = { part->name, NULL, login };
  ReviewAnswer answer = REVIEW_UNKNOWN;
  GError *error = NULL;

  if (!store_review_decide (session->sources.store, part->review, &reviewer, part->confirmed,
                            part->note, &answer, &error))
    refuse_store (session, request, error);
  else if (answer == REVIEW_NAMELESS)
    refuse_field (session, request, "name", LASTMILE_ERROR_field_value, "must be a name");
  else if (answer == REVIEW_UNKNOWN)
    refuse_field (session, request, "review", LASTMILE_ERROR_entry_unknown, "is no review");
  else if (answer == REVIEW_OWN)
    refuse_field (session, request, "name", LASTMILE_ERROR_review_own, "asked for the review");
  else if (answer == REVIEW_TWICE)
    refuse_field (session, request, "name", LASTMILE_ERROR_review_twice, "has had a word already");
  else
    answer_decided (session, request, part->review);
}

void
session_review_list (Session *session, Request *request)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) list = store_review_list (session->sources.store, MAX_LISTED, &error);

  if (list == NULL)
    refuse_store (session, request, error);
  else
    session_send (session, review_list_reply (request->id, list));
}
