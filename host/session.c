/* SPDX-License-Identifier: MPL-2.0 */
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <glib-unix.h>
#include "evidence/mailbox.h"
#include "evidence/outgoing_probe.h"
#include "profile.h"
#include "session.h"
#include "session_inside.h"
#include "session_team.h"
#include "store.h"
#include "wire/hello.h"
#include "wire/reply.h"
#include "wire/status.h"

/* The page: a frame comes in and is read as a request, the handler of its row answers it. A message
 * under check goes through its run (checking.h), whose reports go out as frames when they are
 * there. */

/* --- Out --- */

void
session_send (Session *session, char *text)
{
  frame_channel_send (session->channel, text);
  g_free (text);
}

void
session_refuse (Session *session, gint64 id, GError *error)
{
  session_send (session, reply_error (id, error));
  g_error_free (error);
}

GError *
session_own_error (GError *error, LastmileErrorCode code)
{
  GError *own = NULL;

  if (error->domain == LASTMILE_ERROR)
    return error;
  lastmile_error_set (&own, code, NULL, "%s", error->message);
  g_error_free (error);
  return own;
}

void
session_answer_stored (Session *session, Request *request, gboolean stored, GError *error)
{
  if (stored)
    {
      session_send (session, reply_done (request->id));
      session_team_changed (session->team);
    }
  else
    session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}

static void
session_report (Checking *checking, gboolean final, gboolean cancelled, Session *session)
{
  ReportHead head = { checking_id (checking), final, cancelled, checking_policy (checking)->mode };
  g_autoptr (GPtrArray) pages = reply_report (&head, checking_run (checking));

  for (guint i = 0; i < pages->len; i++)
    frame_channel_send (session->channel, g_ptr_array_index (pages, i));
  told_once_note (session->told_once, run_findings (checking_run (checking)));
  if (final)
    g_hash_table_remove (session->checkings, &head.id);
}

/* --- Policy --- */

static void
session_drop_policy (Session *session)
{
  if (session->in_force != NULL)
    g_ptr_array_add (session->retired, g_steal_pointer (&session->in_force));
  if (g_hash_table_size (session->checkings) == 0)
    g_ptr_array_set_size (session->retired, 0);
}

const PolicyInForce *
session_policy (Session *session)
{
  if (session->in_force != NULL && policy_changed (session->in_force))
    session_drop_policy (session);
  if (session->in_force == NULL)
    session->in_force = policy_load (&session->policy_sources);
  return session->in_force;
}

/* --- Requests: one handler a row --- */

void
session_hello (Session *session, Request *request)
{
  cJSON_Delete (session->managed);
  session->managed = request->managed != NULL ? cJSON_Duplicate (request->managed, TRUE) : NULL;
  session->policy_sources.managed_known = TRUE;
  session->policy_sources.managed = session->managed;
  session_drop_policy (session);
  session_send (session, hello_reply (request->id, session_policy (session)));
  session_team_changed (session->team);
}

static void
session_checking_report (Checking *checking, gboolean final, gpointer data)
{
  session_report (checking, final, FALSE, data);
}

void
session_open_resolver (Session *session)
{
  const Policy *policy = session_policy (session)->policy;
  const char *misnamed = NULL;

  if (g_strcmp0 (session->resolver_server, policy->resolver) != 0)
    {
      g_autoptr (Resolver) other = g_steal_pointer (&session->resolver);
      session->sources.resolver = NULL;
      g_free (session->resolver_server);
      session->resolver_server = g_strdup (policy->resolver);
    }
  if (policy->dns && session->resolver == NULL)
    session->resolver = resolver_open (policy->resolver, &misnamed);
  session->sources.resolver = policy->dns ? session->resolver : NULL;
  session->sources.no_resolver = misnamed != NULL ? "dns_misnamed" : NULL;
}

void
session_check (Session *session, Request *request)
{
  const Policy *policy;
  Checking *checking;
  GError *error = NULL;

  if (g_hash_table_contains (session->checkings, &request->id))
    {
      json_place_error (&(JsonPlace){ NULL, "id", 0 }, &error, LASTMILE_ERROR_request_id_in_use,
                        "a check with this id is under way");
      session_refuse (session, request->id, error);
      return;
    }
  session_team_wanted (session->team);
  request->message->asked = request->asked;
  request->message->sending = request->sending;
  session_open_resolver (session);
  policy = session_policy (session)->policy;
  checking = checking_new (request->id, g_steal_pointer (&request->message), policy,
                           &session->sources, session_checking_report, session);
  g_hash_table_insert (session->checkings, g_memdup2 (&request->id, sizeof request->id), checking);
  checking_start (checking,
                  request->deadline_ms >= 0 ? (guint) request->deadline_ms : policy->deadline_ms);
}

void
session_cancel (Session *session, Request *request)
{
  Checking *checking = g_hash_table_lookup (session->checkings, &request->target);

  if (checking != NULL)
    {
      checking_stop (checking, "cancelled");
      session_report (checking, TRUE, TRUE, session);
    }
  session_send (session, reply_done (request->id));
}

void
session_settings (Session *session, Request *request)
{
  GError *error = NULL;

  if (!policy_save_user (session->policy_sources.data_dir, request->settings, &error))
    {
      session_refuse (session, request->id,
                      session_own_error (error, LASTMILE_ERROR_settings_failed));
      return;
    }
  session_drop_policy (session);
  session_send (session, hello_reply (request->id, session_policy (session)));
}

void
session_status (Session *session, Request *request)
{
  const TeamState team = session_team_state (session->team);

  session_send (session, status_reply (request->id, &session->sources, &team));
}

/* --- In --- */

static void (*const handlers[N_REQUESTS]) (Session *session, Request *request) = {
#define REQUEST(name) session_##name,
#include "wire/request.def"
#undef REQUEST
};

static void
session_received (const char *bytes, gsize length, gpointer data)
{
  Session *session = data;
  GError *error = NULL;
  gint64 id;
  g_autoptr (Request) request = request_read (bytes, length, &id, &error);

  if (request != NULL)
    handlers[request->type](session, request);
  else
    session_refuse (session, id, error);
}

static void
session_refused (const GError *error, gpointer data)
{
  session_send (data, reply_error (REQUEST_NO_ID, error));
}

static void
session_closed (gpointer data)
{
  g_main_loop_quit (((Session *) data)->loop);
}

/* --- Life --- */

static gboolean
session_terminate (gint fd, GIOCondition condition, gpointer data)
{
  session_closed (data);
  return G_SOURCE_REMOVE;
}

/* Not g_unix_signal_add (): it starts a thread, which costs a tenth of the start. */
static int
open_signals (void)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGINT);
  sigprocmask (SIG_BLOCK, &signals, NULL);
  return signalfd (-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void
session_serve (int in, int out, guint32 max_frame)
{
  static const FrameHandlers frame_handlers = { session_received, session_refused, session_closed };
  Session session = { .loop = g_main_loop_new (NULL, FALSE) };
  int signals = open_signals ();

  g_unix_fd_add (signals, G_IO_IN, session_terminate, &session);

  session.checkings
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) checking_free);
  session.retired = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_in_force_free);
  session.told_once = told_once_new ();
  session.mails = g_ptr_array_new_with_free_func (session_drop_mail);
  sources_init (&session.sources);
  session.sources.outgoing = outgoing_memory_new ();
  session.sources.store = store_open (NULL);
  session.sources.mailboxes = mailbox_asking_new (session.sources.store);
  session.sources.profile = profile_new_for_parent ();
  policy_sources_init (&session.policy_sources);
  session.channel = frame_channel_new (in, out, max_frame, &frame_handlers, &session);
  session.team = session_team_new (&session);
  g_main_loop_run (session.loop);

  session_team_free (session.team);
  frame_channel_free (session.channel);
  g_ptr_array_unref (session.mails);
  g_clear_pointer (&session.file_parts, g_byte_array_unref);
  g_hash_table_unref (session.checkings);
  g_clear_pointer (&session.inquiries, g_ptr_array_unref);
  told_once_free (session.told_once);
  policy_in_force_free (session.in_force);
  g_ptr_array_unref (session.retired);
  outgoing_memory_free (session.sources.outgoing);
  mailbox_asking_free (session.sources.mailboxes);
  resolver_free (session.resolver);
  g_free (session.resolver_server);
  profile_free (session.sources.profile);
  store_close (session.sources.store);
  cJSON_Delete (session.managed);
  close (signals);
  g_main_loop_unref (session.loop);
}
