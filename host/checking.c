/* SPDX-License-Identifier: MPL-2.0 */
#include "checking.h"

struct Checking
{
  gint64 id;
  const Policy *policy;
  Message *message;
  Run *run;
  CheckingReport *report;
  gpointer data;
  guint deadline_source;
  guint step_source;
  gboolean over;
  guint told; /* findings and not-checked entries of the last report */
};

static guint
checking_count (Checking *checking)
{
  return findings_length (run_findings (checking->run)) + run_not_checked (checking->run)->len;
}

static void
checking_end_waiting (Checking *checking)
{
  checking->over = TRUE;
  g_clear_handle_id (&checking->deadline_source, g_source_remove);
  g_clear_handle_id (&checking->step_source, g_source_remove);
}

static void
checking_tell (Checking *checking, gboolean final)
{
  if (final)
    checking_end_waiting (checking);
  checking->told = checking_count (checking);
  checking->report (checking, final, checking->data);
}

static gboolean
checking_deadline (gpointer data)
{
  Checking *checking = data;

  checking->deadline_source = 0;
  run_expire (checking->run);
  checking_tell (checking, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
checking_step (gpointer data)
{
  Checking *checking = data;

  checking->step_source = 0;
  if (!run_step (checking->run))
    checking_tell (checking, TRUE);
  else if (checking_count (checking) != checking->told)
    checking_tell (checking, FALSE);
  return G_SOURCE_REMOVE;
}

/* Several answers of one turn of the main loop make one step. */
static void
checking_woken (Run *run, gpointer data)
{
  Checking *checking = data;

  if (checking->step_source == 0 && !checking->over)
    checking->step_source = g_idle_add_full (G_PRIORITY_DEFAULT, checking_step, checking, NULL);
}

Checking *
checking_new (gint64 id, Message *message, const Policy *policy, Sources *sources,
              CheckingReport *report, gpointer data)
{
  Checking *checking = g_new0 (Checking, 1);

  checking->id = id;
  checking->policy = policy;
  checking->message = message;
  checking->run = run_new (message, policy, sources, checking_woken, checking);
  checking->report = report;
  checking->data = data;
  return checking;
}

void
checking_free (Checking *checking)
{
  if (checking == NULL)
    return;
  g_clear_handle_id (&checking->deadline_source, g_source_remove);
  g_clear_handle_id (&checking->step_source, g_source_remove);
  run_free (checking->run);
  message_free (checking->message);
  g_free (checking);
}

gint64
checking_id (const Checking *checking)
{
  return checking->id;
}

const Policy *
checking_policy (const Checking *checking)
{
  return checking->policy;
}

Run *
checking_run (Checking *checking)
{
  return checking->run;
}

void
checking_start (Checking *checking, guint deadline_ms)
{
  gint64 started = g_get_monotonic_time ();
  gboolean pending = run_step (checking->run);
  gint64 left_ms = deadline_ms - (g_get_monotonic_time () - started) / 1000;

  if (pending && left_ms > 0)
    {
      checking->deadline_source = g_timeout_add ((guint) left_ms, checking_deadline, checking);
      checking_tell (checking, FALSE);
      return;
    }
  run_expire (checking->run);
  checking_tell (checking, TRUE);
}

void
checking_stop (Checking *checking, const char *why)
{
  checking_end_waiting (checking);
  run_stop (checking->run, why);
}
