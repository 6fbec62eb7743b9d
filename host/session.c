/* SPDX-License-Identifier: MPL-2.0 */
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <glib-unix.h>
#include "checking.h"
#include "evidence/resolver.h"
#include "policy_load.h"
#include "profile.h"
#include "session.h"
#include "store.h"
#include "told_once.h"
#include "wire/frame.h"
#include "wire/hello.h"
#include "wire/reply.h"
#include "wire/request.h"
#include "wire/status.h"

/* The page: a frame comes in and is read as a request, the handler of its row answers it. A message
 * under check goes through its run (checking.h), whose reports go out as frames when they are
 * there. */

typedef struct
{
  GMainLoop *loop;
  FrameChannel *channel;
  GHashTable *checkings; /* id (gint64) -> Checking, under way */
  Sources sources;
  Resolver *resolver; /* (nullable) opened when a check may first ask the DNS */
  PolicySources policy_sources;
  ToldOnce *told_once;
  cJSON *managed; /* (nullable) what Thunderbird's managed storage held at the last hello */
  PolicyInForce *in_force; /* (nullable) loaded when it is first needed */
  GPtrArray
      *retired; /* PolicyInForce: replaced while checks that borrow from them were under way */
} Session;

/* --- Out --- */

/* Takes over @text. */
static void
session_send (Session *session, char *text)
{
  frame_channel_send (session->channel, text);
  g_free (text);
}

/* Takes over @error. */
static void
session_refuse (Session *session, gint64 id, GError *error)
{
  session_send (session, reply_error (id, error));
  g_error_free (error);
}

/* Turns an error of another domain into one of ours. Takes over @error and returns what to tell. */
static GError *
session_own_error (GError *error, LastmileErrorCode code)
{
  GError *own = NULL;

  if (error->domain == LASTMILE_ERROR)
    return error;
  lastmile_error_set (&own, code, NULL, "%s", error->message);
  g_error_free (error);
  return own;
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

/* What is in force now; a file may have changed since the last request. */
static const PolicyInForce *
session_policy (Session *session)
{
  if (session->in_force != NULL && policy_changed (session->in_force))
    session_drop_policy (session);
  if (session->in_force == NULL)
    session->in_force = policy_load (&session->policy_sources);
  return session->in_force;
}

/* --- Requests: one handler a row --- */

static void
session_hello (Session *session, Request *request)
{
  cJSON_Delete (session->managed);
  session->managed = request->managed != NULL ? cJSON_Duplicate (request->managed, TRUE) : NULL;
  session->policy_sources.managed_known = TRUE;
  session->policy_sources.managed = session->managed;
  session_drop_policy (session);
  session_send (session, hello_reply (request->id, session_policy (session)));
}

static void
session_checking_report (Checking *checking, gboolean final, gpointer data)
{
  session_report (checking, final, FALSE, data);
}

/* Whom the checks may ask under @policy. */
static void
session_open_resolver (Session *session, const Policy *policy)
{
  if (policy->dns && session->resolver == NULL)
    session->resolver = resolver_open (NULL);
  session->sources.resolver = policy->dns ? session->resolver : NULL;
}

static void
session_check (Session *session, Request *request)
{
  const Policy *policy = session_policy (session)->policy;
  Checking *checking;
  GError *error = NULL;

  if (g_hash_table_contains (session->checkings, &request->id))
    {
      json_place_error (&(JsonPlace){ NULL, "id", 0 }, &error, LASTMILE_ERROR_request_id_in_use,
                        "a check with this id is under way");
      session_refuse (session, request->id, error);
      return;
    }
  session_open_resolver (session, policy);
  checking = checking_new (request->id, g_steal_pointer (&request->message), policy,
                           &session->sources, session_checking_report, session);
  g_hash_table_insert (session->checkings, g_memdup2 (&request->id, sizeof request->id), checking);
  checking_start (checking,
                  request->deadline_ms >= 0 ? (guint) request->deadline_ms : policy->deadline_ms);
}

static void
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

static void
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

/* Answers a request whose whole work was to write to the store. Takes over @error (nullable). */
static void
session_answer_stored (Session *session, Request *request, gboolean stored, GError *error)
{
  if (stored)
    session_send (session, reply_done (request->id));
  else
    session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}

static void
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

static void
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

/* The keys (char *) of every mailbox in @inputs (char *), which may hold groups; what is no address
 * has none. */
static GPtrArray *
list_keys (const GPtrArray *inputs)
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

static void
session_sent (Session *session, Request *request)
{
  g_autoptr (GPtrArray) keys = list_keys (request->strings);
  GError *error = NULL;
  gboolean stored = store_learn_sent (session->sources.store, keys, request->message_id, &error);

  if (stored && session_policy (session)->policy->remember)
    stored = told_once_keep (session->told_once, session->sources.store, &error);
  session_answer_stored (session, request, stored, error);
}

static void
session_learn (Session *session, Request *request)
{
  g_autoptr (GPtrArray) keys = list_keys (request->strings);
  GError *error = NULL;
  gboolean stored = store_learn_address_book (session->sources.store, keys, &error);

  session_answer_stored (session, request, stored, error);
}

static void
session_dismissals (Session *session, Request *request)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) list = store_dismissals (session->sources.store, &error);

  if (list != NULL)
    session_send (session, status_dismissals (request->id, list));
  else
    session_refuse (session, request->id, session_own_error (error, LASTMILE_ERROR_store_failed));
}

static void
session_status (Session *session, Request *request)
{
  session_send (session, status_reply (request->id, &session->sources));
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
  sources_init (&session.sources);
  session.sources.store = store_open (NULL);
  session.sources.profile = profile_new_for_parent ();
  policy_sources_init (&session.policy_sources);
  session.channel = frame_channel_new (in, out, max_frame, &frame_handlers, &session);
  g_main_loop_run (session.loop);

  frame_channel_free (session.channel);
  g_hash_table_unref (session.checkings);
  told_once_free (session.told_once);
  policy_in_force_free (session.in_force);
  g_ptr_array_unref (session.retired);
  resolver_free (session.resolver);
  profile_free (session.sources.profile);
  store_close (session.sources.store);
  cJSON_Delete (session.managed);
  close (signals);
  g_main_loop_unref (session.loop);
}
