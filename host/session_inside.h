/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "checking.h"
#include "evidence/resolver.h"
#include "policy_load.h"
#include "told_once.h"
#include "wire/frame.h"
#include "wire/request.h"

/* The inside of a session, for the session_*.c files alone: its state, the handlers of its
 * requests, and what they share. */

typedef struct Session Session;
typedef struct SessionTeam SessionTeam;

struct Session
{
  GMainLoop *loop;
  FrameChannel *channel;
  GHashTable *checkings; /* id (gint64) -> Checking, under way */
  GPtrArray *inquiries;  /* (nullable) sender's reports under way: session_sender.c's */
  Sources sources;
  Resolver *resolver;    /* (nullable) opened when a check may first ask the DNS */
  char *resolver_server; /* (nullable) the policy's word for it */
  PolicySources policy_sources;
  ToldOnce *told_once;
  SessionTeam *team;
  GPtrArray *mails; /* returned mails that are being read, each for its own request */
  cJSON *managed; /* (nullable) what Thunderbird's managed storage held at the last hello */
  PolicyInForce *in_force; /* (nullable) loaded when it is first needed */
  GPtrArray *retired;      /* PolicyInForce: replaced while checks that borrow from them were under
                            * way */
  guint n_files; /* exports and imports under way: one at a time */
  GByteArray *file_parts; /* (nullable) the parts that came of a file to import */
  guint n_file_parts;
};

/* --- The handlers: one a row, in the session_<part>.c of their part. Each answers once, now or
 * later; @request is the driver's, and gone when the handler returns --- */

#define REQUEST(name) void session_##name (Session *session, Request *request);
#include "wire/request.def"
#undef REQUEST

/* --- What they share --- */

/* Takes over @text. */
void session_send (Session *session, char *text);

/* Takes over @error. */
void session_refuse (Session *session, gint64 id, GError *error);

/* Turns an error of another domain into one of ours. Takes over @error and returns what to tell. */
GError *session_own_error (GError *error, LastmileErrorCode code);

/* For the mails under way, whose readers end with it. */
void session_drop_mail (gpointer mail);

/* Answers a request whose whole work was to write to the store. Takes over @error (nullable). */
void session_answer_stored (Session *session, Request *request, gboolean stored, GError *error);

/* The keys (char *, owned) of every mailbox in @inputs (char *), which may hold groups; what is no
 * address has none. */
GPtrArray *session_keys (const GPtrArray *inputs);

/* What is in force now; a file may have changed since the last request. Borrowed, until the next
 * call. */
const PolicyInForce *session_policy (Session *session);

/* Opens the way to the DNS for the sources, as far as the policy in force lets them ask. What is
 * under way at another server than the policy's is told that it does not answer. */
void session_open_resolver (Session *session);
