/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "sender_judge.h"

typedef enum
{
  FOR_DOMAIN,
  FOR_EACH_SERVER,
  FOR_EACH_ZONE, /* of each server */
} JudgeScope;

static const struct
{
  const char *area;
  JudgeScope scope;
  SenderJudge *judge;
} rows[] = {
  { "domain", FOR_DOMAIN, judge_domain },
  { "spf", FOR_DOMAIN, judge_spf },
  { "spf", FOR_EACH_SERVER, judge_spf_server },
  { "dmarc", FOR_DOMAIN, judge_dmarc },
  { "dkim", FOR_DOMAIN, judge_dkim },
  { "ptr", FOR_EACH_SERVER, judge_reverse_dns },
  { "blocklist", FOR_EACH_ZONE, judge_blocklist },
};

/* Ten in all. */
static const struct
{
  const char *area;
  double weight;
} weights[] = { { "spf", 3 }, { "dmarc", 3 }, { "dkim", 2 }, { "ptr", 1 }, { "blocklist", 1 } };

/* A point that is being made. */
typedef struct
{
  SenderJudge *judge;
  JudgeInput in;
  SenderPoint *point;
  gboolean done;
} Task;

static void
add_task (GArray *tasks, guint row, const JudgeInput *in)
{
  const Task task = { rows[row].judge, *in, sender_point_new (rows[row].area), FALSE };
  g_array_append_val (tasks, task);
}

static void
add_server_tasks (GArray *tasks, guint row, JudgeInput in)
{
  for (guint s = 0; s < in.query->servers->len; s++)
    {
      in.server = &g_array_index (in.query->servers, SenderServer, s);
      for (guint z = 0; z < (rows[row].scope == FOR_EACH_ZONE ? n_dnsbl_zones : 1); z++)
        {
          in.zone = rows[row].scope == FOR_EACH_ZONE ? &dnsbl_zones[z] : NULL;
          add_task (tasks, row, &in);
        }
    }
}

static GArray *
make_tasks (const SenderQuery *query, Evidence *evidence)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  const JudgeInput in = { .query = query, .evidence = evidence };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    if (rows[row].scope == FOR_DOMAIN)
      add_task (tasks, row, &in);
    else
      add_server_tasks (tasks, row, in);
  return tasks;
}

/* TRUE if something is pending. Each round begins its points anew. */
static gboolean
step (GArray *tasks)
{
  gboolean pending = FALSE;

  for (guint i = 0; i < tasks->len; i++)
    {
      Task *task = &g_array_index (tasks, Task, i);
      AnswerState state;

      if (task->done)
        continue;
      g_ptr_array_set_size (task->point->params, 0);
      state = task->judge (&task->in, task->point);
      task->done = state != ANSWER_PENDING;
      pending |= !task->done;
      if (state == ANSWER_UNAVAILABLE || state == ANSWER_ABSENT)
        {
          sender_point_set (task->point, POINT_NOT_CHECKED, "not_checked");
          task->point->why = evidence_why (task->in.evidence);
        }
    }
  return pending;
}

static gboolean
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run (GArray *tasks, Evidence *evidence, guint deadline_ms)
{
  gboolean expired = FALSE;
  guint timer = g_timeout_add (deadline_ms, set_true, &expired);

  while (step (tasks) && !expired)
    if (!evidence_fetch (evidence))
      g_main_context_iteration (NULL, TRUE);
  if (!expired)
    g_source_remove (timer);
  for (guint i = 0; i < tasks->len; i++)
    {
      Task *task = &g_array_index (tasks, Task, i);
      if (task->done)
        continue;
      sender_point_set (task->point, POINT_NOT_CHECKED, "not_checked");
      task->point->why = "deadline";
    }
}

static void
take_points (GArray *tasks, GPtrArray *points)
{
  for (guint i = 0; i < tasks->len; i++)
    g_ptr_array_add (points, g_array_index (tasks, Task, i).point);
  if (((const SenderPoint *) points->pdata[0])->state == POINT_FAULT)
    g_ptr_array_set_size (points, 1); /* no domain: nothing else can be said of it */
}

static double
share_of (PointState state)
{
  static const double shares[] = { [POINT_FINE] = 1, [POINT_NOTE] = 0.5, [POINT_FAULT] = 0 };
  return shares[state];
}

static void
add_scores (SenderReport *report)
{
  double got = 0, of = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      SenderScore part = { weights[i].area, weights[i].weight, 0 };
      for (guint j = 0; j < report->points->len; j++)
        {
          const SenderPoint *point = report->points->pdata[j];
          if (strcmp (point->area, part.area) != 0 || point->state == POINT_NOT_CHECKED)
            continue;
          part.of = weights[i].weight;
          part.got = MIN (part.got, part.of * share_of (point->state));
        }
      if (part.of <= 0)
        part.got = 0;
      got += part.got;
      of += part.of;
      g_array_append_val (report->parts, part);
    }
  report->score = of > 0 ? 10 * got / of : -1;
}

SenderReport *
sender_report_make (Sources *sources, const SenderQuery *query, guint deadline_ms)
{
  g_autoptr (Evidence) evidence = evidence_new (sources, NULL, NULL);
  SenderReport *report = g_new0 (SenderReport, 1);
  g_autoptr (GArray) tasks = make_tasks (query, evidence);

  report->points = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_point_free);
  report->parts = g_array_new (FALSE, FALSE, sizeof (SenderScore));
  run (tasks, evidence, deadline_ms);
  take_points (tasks, report->points);
  add_scores (report);
  return report;
}

void
sender_report_free (SenderReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->points);
  g_array_unref (report->parts);
  g_free (report);
}
