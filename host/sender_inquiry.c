/* SPDX-License-Identifier: MPL-2.0 */
#include "sender_inquiry.h"
#include "sender_judge.h"

typedef enum
{
  FOR_DOMAIN,
  FOR_EACH_NAME,     /* of an outgoing server, as given */
  FOR_EACH_PROVIDER, /* of those that are one's */
  FOR_EACH_ADDRESS,  /* of those */
  FOR_EACH_LIST,     /* of addresses, of each address */
  FOR_EACH_DOMAIN_LIST,
  FOR_OUTGOING, /* if one is to be tried */
} JudgeScope;

/* In the order of the report. Rows of one area that are about the same thing have each its aspect,
 * so that a point is known again at the next look. */
static const struct
{
  const char *area;
  JudgeScope scope;
  SenderJudge *judge;
  const char *aspect; /* (nullable) */
} rows[] = {
  { "domain", FOR_DOMAIN, judge_domain },
  { "spf", FOR_DOMAIN, judge_spf },
  { "server", FOR_EACH_NAME, judge_server },
  { "spf", FOR_EACH_PROVIDER, judge_spf_provider },
  { "spf", FOR_EACH_ADDRESS, judge_spf_server },
  { "dmarc", FOR_DOMAIN, judge_dmarc },
  { "dkim", FOR_DOMAIN, judge_dkim },
  { "alignment", FOR_DOMAIN, judge_alignment },
  { "ptr", FOR_EACH_ADDRESS, judge_reverse_dns },
  { "blocklist", FOR_EACH_LIST, judge_blocklist },
  { "blocklist", FOR_EACH_DOMAIN_LIST, judge_domain_blocklist },
  { "smtp", FOR_OUTGOING, judge_smtp_reach, "reach" },
  { "smtp", FOR_OUTGOING, judge_smtp_tls, "tls" },
  { "smtp", FOR_OUTGOING, judge_smtp_certificate, "certificate" },
  { "smtp", FOR_OUTGOING, judge_smtp_login, "login" },
  { "smtp", FOR_OUTGOING, judge_smtp_size, "size" },
};

/* A point that is being made. */
typedef struct
{
  guint row;
  JudgeInput in;
  SenderPoint *point; /* (owned) (nullable) NULL once the report has it */
  gboolean done;
} Task;

struct SenderInquiry
{
  SenderQuery *query;
  Evidence *evidence;
  GArray *tasks;     /* Task */
  GArray *addresses; /* SenderServer, once they are all known; tasks borrow from it */
  gboolean addresses_known;
  SenderInquiryDone *done;
  gpointer data;
  guint deadline_source;
  guint step_source;
};

/* --- Which points there are --- */

/* What a point of the row is about (SenderPoint.subject). */
static char *
name_subject (guint row, const JudgeInput *in)
{
  const OutgoingQuestion *outgoing = &in->query->outgoing;

  switch (rows[row].scope)
    {
    case FOR_EACH_NAME:
    case FOR_EACH_PROVIDER:
      return g_strdup (in->server_name);
    case FOR_EACH_ADDRESS:
      return g_strdup (in->server->text);
    case FOR_EACH_LIST:
      return g_strdup_printf ("%s %s", in->server->text, in->list->zone);
    case FOR_EACH_DOMAIN_LIST:
      return g_strdup (in->list->zone);
    case FOR_OUTGOING:
      return g_strdup_printf ("%s:%u %s", outgoing->host, outgoing->port, rows[row].aspect);
    case FOR_DOMAIN:
      break;
    }
  return g_strdup (rows[row].aspect != NULL ? rows[row].aspect : "");
}

static void
add_task (SenderInquiry *inquiry, guint row, const JudgeInput *in)
{
  g_autofree char *subject = name_subject (row, in);
  const Task task = { row, *in, sender_point_new (rows[row].area, subject), FALSE };
  g_array_append_val (inquiry->tasks, task);
}

static void
add_name_tasks (SenderInquiry *inquiry, guint row, JudgeInput in)
{
  guint8 address[16];
  gboolean six;

  for (guint i = 0; i < in.query->servers->len; i++)
    {
      in.server_name = in.query->servers->pdata[i];
      if (!sender_read_ip (in.server_name, address, &six)
          && (rows[row].scope == FOR_EACH_NAME || sender_server_is_provider (in.server_name)))
        add_task (inquiry, row, &in);
    }
}

static void
add_list_tasks (SenderInquiry *inquiry, guint row, JudgeInput in, BlocklistKind kind)
{
  const GPtrArray *lists = in.query->blocklists[kind];

  for (guint i = 0; i < lists->len; i++)
    {
      in.list = lists->pdata[i];
      add_task (inquiry, row, &in);
    }
}

static void
add_first_tasks (SenderInquiry *inquiry)
{
  const JudgeInput in = { .query = inquiry->query, .evidence = inquiry->evidence };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    if (rows[row].scope == FOR_DOMAIN
        || (rows[row].scope == FOR_OUTGOING && in.query->outgoing.host != NULL))
      add_task (inquiry, row, &in);
    else if (rows[row].scope == FOR_EACH_NAME || rows[row].scope == FOR_EACH_PROVIDER)
      add_name_tasks (inquiry, row, in);
    else if (rows[row].scope == FOR_EACH_DOMAIN_LIST)
      add_list_tasks (inquiry, row, in, BLOCKLIST_DOMAINS);
}

static void
add_address_tasks (SenderInquiry *inquiry)
{
  JudgeInput in = { .query = inquiry->query, .evidence = inquiry->evidence };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint i = 0; i < inquiry->addresses->len; i++)
      {
        in.server = &g_array_index (inquiry->addresses, SenderServer, i);
        if (rows[row].scope == FOR_EACH_ADDRESS)
          add_task (inquiry, row, &in);
        if (rows[row].scope == FOR_EACH_LIST)
          add_list_tasks (inquiry, row, in, BLOCKLIST_ADDRESSES);
      }
}

/* Once the servers' addresses are known, there are points about each. FALSE: not yet. */
static gboolean
find_addresses (SenderInquiry *inquiry)
{
  const GPtrArray *servers = inquiry->query->servers;
  gboolean pending = FALSE;

  g_array_set_size (inquiry->addresses, 0);
  for (guint i = 0; i < servers->len; i++)
    if (!sender_server_is_provider (servers->pdata[i]))
      pending |= sender_server_find (inquiry->evidence, servers->pdata[i], inquiry->addresses)
                 == ANSWER_PENDING;
  if (pending)
    return FALSE;
  if (inquiry->addresses->len > SENDER_MAX_SERVERS)
    g_array_set_size (inquiry->addresses, SENDER_MAX_SERVERS);
  inquiry->addresses_known = TRUE;
  add_address_tasks (inquiry);
  return TRUE;
}

/* --- Making them --- */

/* Each round begins its point anew. */
static void
step_task (Task *task)
{
  AnswerState state;

  g_ptr_array_set_size (task->point->params, 0);
  state = rows[task->row].judge (&task->in, task->point);
  task->done = state != ANSWER_PENDING;
  if (state == ANSWER_UNAVAILABLE || state == ANSWER_ABSENT)
    {
      sender_point_set (task->point, POINT_NOT_CHECKED, "not_checked");
      task->point->why = evidence_why (task->in.evidence);
    }
}

/* TRUE if something is pending. */
static gboolean
step (SenderInquiry *inquiry)
{
  gboolean pending = !inquiry->addresses_known && !find_addresses (inquiry);

  for (guint i = 0; i < inquiry->tasks->len; i++)
    {
      Task *task = &g_array_index (inquiry->tasks, Task, i);
      if (!task->done)
        step_task (task);
      pending |= !task->done;
    }
  return pending;
}

static void
expire (SenderInquiry *inquiry)
{
  for (guint i = 0; i < inquiry->tasks->len; i++)
    {
      Task *task = &g_array_index (inquiry->tasks, Task, i);
      if (task->done)
        continue;
      sender_point_set (task->point, POINT_NOT_CHECKED, "not_checked");
      task->point->why = "deadline";
    }
}

/* --- Telling --- */

static void
take_points (SenderInquiry *inquiry, GPtrArray *points)
{
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint i = 0; i < inquiry->tasks->len; i++)
      {
        Task *task = &g_array_index (inquiry->tasks, Task, i);
        if (task->row == row)
          g_ptr_array_add (points, g_steal_pointer (&task->point));
      }
  if (((const SenderPoint *) points->pdata[0])->state == POINT_FAULT)
    g_ptr_array_set_size (points, 1); /* no domain: nothing else can be said of it */
}

/* @refusal (nullable) is taken over: the only point. */
static void
tell (SenderInquiry *inquiry, SenderPoint *refusal)
{
  const Address *from = inquiry->query->message->from;
  SenderReport *report = sender_report_new (from->ascii_domain, from->domain);

  g_clear_handle_id (&inquiry->deadline_source, g_source_remove);
  g_clear_handle_id (&inquiry->step_source, g_source_remove);
  if (refusal != NULL)
    g_ptr_array_add (report->points, refusal);
  else
    take_points (inquiry, report->points);
  sender_report_add_scores (report);
  inquiry->done (inquiry, report, inquiry->data);
}

static gboolean
come_deadline (gpointer data)
{
  SenderInquiry *inquiry = data;

  inquiry->deadline_source = 0;
  expire (inquiry);
  tell (inquiry, NULL);
  return G_SOURCE_REMOVE;
}

/* Goes as far as it gets without waiting. */
static gboolean
go_on (gpointer data)
{
  SenderInquiry *inquiry = data;

  inquiry->step_source = 0;
  do
    if (!step (inquiry))
      {
        tell (inquiry, NULL);
        return G_SOURCE_REMOVE;
      }
  while (evidence_fetch (inquiry->evidence));
  return G_SOURCE_REMOVE;
}

/* Several answers of one turn of the main loop make one step. */
static void
come_answer (Evidence *evidence, gpointer data)
{
  SenderInquiry *inquiry = data;

  if (inquiry->step_source == 0 && inquiry->deadline_source != 0)
    inquiry->step_source = g_idle_add_full (G_PRIORITY_DEFAULT, go_on, inquiry, NULL);
}

/* --- Life --- */

SenderInquiry *
sender_inquiry_new (Sources *sources, SenderQuery *query, SenderInquiryDone *done, gpointer data)
{
  SenderInquiry *inquiry = g_new0 (SenderInquiry, 1);

  inquiry->query = query;
  inquiry->evidence = evidence_new (sources, come_answer, inquiry);
  inquiry->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  inquiry->addresses = g_array_new (FALSE, TRUE, sizeof (SenderServer));
  inquiry->done = done;
  inquiry->data = data;
  return inquiry;
}

void
sender_inquiry_free (SenderInquiry *inquiry)
{
  if (inquiry == NULL)
    return;
  g_clear_handle_id (&inquiry->deadline_source, g_source_remove);
  g_clear_handle_id (&inquiry->step_source, g_source_remove);
  for (guint i = 0; i < inquiry->tasks->len; i++)
    sender_point_free (g_array_index (inquiry->tasks, Task, i).point);
  g_array_unref (inquiry->tasks);
  g_array_unref (inquiry->addresses);
  evidence_free (inquiry->evidence);
  sender_query_free (inquiry->query);
  g_free (inquiry);
}

void
sender_inquiry_start (SenderInquiry *inquiry, guint deadline_ms)
{
  g_autoptr (SenderPoint) point = sender_point_new ("domain", "");

  if (!judge_domain_itself (inquiry->query, point))
    {
      tell (inquiry, g_steal_pointer (&point));
      return;
    }
  inquiry->deadline_source = g_timeout_add (deadline_ms, come_deadline, inquiry);
  add_first_tasks (inquiry);
  go_on (inquiry);
}

static void
keep_report (SenderInquiry *inquiry, SenderReport *report, gpointer data)
{
  *(SenderReport **) data = report;
}

SenderReport *
sender_inquiry_run (Sources *sources, SenderQuery *query, guint deadline_ms)
{
  SenderReport *report = NULL;
  g_autoptr (SenderInquiry) inquiry = sender_inquiry_new (sources, query, keep_report, &report);

  sender_inquiry_start (inquiry, deadline_ms);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  return report;
}
