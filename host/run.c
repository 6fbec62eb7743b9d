/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/dismissed.h"
#include "evidence/dns.h"
#include "finding_marks.h"
#include "evidence/correspondents.h"
#include "run.h"

/* A check that has not said its last word yet, for one recipient or for the whole message. */
typedef struct
{
  CheckId check;
  const Recipient *recipient;
} Task;

struct Run
{
  const Message *message;
  const Policy *policy;
  Evidence *evidence;
  gboolean started;       /* the first round is over */
  GArray *tasks;          /* Task: what is pending since */
  Findings *raw;          /* what the checks said */
  Findings *finished;     /* (nullable) what is told of it; made on demand */
  GPtrArray *not_checked; /* NotChecked */
  RunWoken *woken;
  gpointer data;
};

static void
run_evidence_changed (Evidence *evidence, gpointer data)
{
  Run *run = data;
  if (run->woken != NULL)
    run->woken (run, run->data);
}

static gboolean
check_wants (const Check *check, const Recipient *recipient)
{
  switch (check->scope)
    {
    case SCOPE_EACH_ADDRESS:
      return TRUE;
    case SCOPE_EACH_RECIPIENT:
      return recipient->field != FIELD_REPLY_TO;
    case SCOPE_WHOLE_MESSAGE:
      break;
    }
  return FALSE;
}

/* What is trusted is not doubted: only its writing is checked, and whether it stands among the
 * untrusted, which outranks trust. What an administrator blocks, only an administrator's trust lets
 * pass. */
static gboolean
policy_trusts (const Policy *policy, CheckId check, const Recipient *recipient)
{
  GHashTable *trusted = policy->sure[check] == SEVERITY_BLOCK ? policy->vouched : policy->trusted;
  const char *domain = recipient->address->ascii_domain;
  g_autofree char *key = NULL;

  if (g_hash_table_size (trusted) == 0 || domain == NULL)
    return FALSE;
  key = address_key (recipient->address);
  return policy_set_matches (trusted, domain, key)
         && !policy_set_matches (policy->untrusted, domain, key);
}

static gboolean
check_doubts (CheckId check)
{
  return check != CHECK_recipient_untrusted && strcmp (check_class (check), "format") != 0;
}

Run *
run_new (const Message *message, const Policy *policy, Sources *sources, RunWoken *woken,
         gpointer data)
{
  Run *run = g_new0 (Run, 1);
  run->message = message;
  run->policy = policy;
  run->evidence = evidence_new (sources, run_evidence_changed, run);
  run->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  run->raw = findings_new ();
  run->not_checked = g_ptr_array_new_with_free_func (g_free);
  run->woken = woken;
  run->data = data;
  return run;
}

void
run_free (Run *run)
{
  if (run == NULL)
    return;
  findings_free (run->finished);
  findings_free (run->raw);
  g_array_unref (run->tasks);
  g_ptr_array_unref (run->not_checked);
  evidence_free (run->evidence);
  g_free (run);
}

/* What the policy or the user has switched off ("off") nobody misses. */
static void
run_add_not_checked (Run *run, const Task *task, const char *why)
{
  NotChecked *entry;

  if (g_strcmp0 (why, "off") == 0)
    return;
  entry = g_new0 (NotChecked, 1);
  entry->check = task->check;
  entry->recipient = task->recipient;
  entry->why = why != NULL ? why : "unknown";
  g_ptr_array_add (run->not_checked, entry);
}

/* TRUE if the task is over. A pending check has said nothing: whatever it appended is taken back.
 */
static gboolean
run_task (Run *run, const Task *task)
{
  CheckInput in = { run->message, task->recipient, run->policy, run->evidence };
  guint before = findings_length (run->raw);

  findings_set_context (run->raw, task->check, task->recipient);
  switch (checks[task->check].func (&in, run->raw))
    {
    case CHECK_PENDING:
      findings_truncate (run->raw, before);
      return FALSE;
    case CHECK_NOT_CHECKED:
      run_add_not_checked (run, task, evidence_why (run->evidence));
      return TRUE;
    case CHECK_DONE:
      break;
    }
  return TRUE;
}

static void
run_for_recipients (Run *run, CheckId check)
{
  for (guint i = 0; i < run->message->recipients->len; i++)
    {
      Task task = { check, g_ptr_array_index (run->message->recipients, i) };
      if (check_wants (&checks[check], task.recipient)
          && !(policy_trusts (run->policy, check, task.recipient) && check_doubts (check))
          && !run_task (run, &task))
        g_array_append_val (run->tasks, task);
    }
}

/* A check that the policy switched off is never run, so it asks for no evidence either. */
static void
run_first_round (Run *run)
{
  for (int i = 0; i < N_CHECKS; i++)
    {
      Task task = { i, NULL };
      if (run->policy->sure[i] == SEVERITY_OFF)
        continue;
      if (checks[i].scope != SCOPE_WHOLE_MESSAGE)
        run_for_recipients (run, i);
      else if (!run_task (run, &task))
        g_array_append_val (run->tasks, task);
    }
}

static void
run_next_round (Run *run)
{
  guint kept = 0;

  for (guint i = 0; i < run->tasks->len; i++)
    {
      Task task = g_array_index (run->tasks, Task, i);
      if (!run_task (run, &task))
        g_array_index (run->tasks, Task, kept++) = task;
    }
  g_array_set_size (run->tasks, kept);
}

/* What every message needs is fetched before the first round, so that this is not in vain. */
static void
run_start (Run *run)
{
  const Dismissed *dismissed;
  const Correspondents *correspondents;

  run->started = TRUE;
  evidence_dismissed (run->evidence, "", &dismissed);
  evidence_correspondents (run->evidence, "", &correspondents);
  evidence_fetch (run->evidence);
  run_first_round (run);
}

gboolean
run_step (Run *run)
{
  g_clear_pointer (&run->finished, findings_free);
  if (!run->started)
    run_start (run);
  else
    run_next_round (run);
  while (evidence_fetch (run->evidence))
    run_next_round (run);
  return run->tasks->len > 0;
}

void
run_stop (Run *run, const char *why)
{
  for (guint i = 0; i < run->tasks->len; i++)
    run_add_not_checked (run, &g_array_index (run->tasks, Task, i), why);
  g_array_set_size (run->tasks, 0);
}

void
run_expire (Run *run)
{
  run_stop (run, "deadline");
}

static gboolean
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

void
run_to_end (Run *run, guint deadline_ms)
{
  gboolean expired = FALSE;
  guint timer;

  if (!run_step (run))
    return;
  timer = g_timeout_add (deadline_ms, set_true, &expired);
  while (!expired && run_step (run))
    g_main_context_iteration (NULL, TRUE);
  if (expired)
    run_expire (run);
  else
    g_source_remove (timer);
}

const GPtrArray *
run_not_checked (const Run *run)
{
  return run->not_checked;
}

/* --- What is told of what the checks said --- */

static gint
finding_compare (gconstpointer a, gconstpointer b)
{
  const Finding *left = *(const Finding *const *) a;
  const Finding *right = *(const Finding *const *) b;

  if (left->subject != right->subject)
    return (gint) left->subject - (gint) right->subject;
  if (left->subject == SUBJECT_RECIPIENT && left->field != right->field)
    return (gint) left->field - (gint) right->field;
  if (left->subject == SUBJECT_RECIPIENT && left->index != right->index)
    return left->index < right->index ? -1 : 1;
  return (gint) left->check - (gint) right->check;
}

static gboolean
finding_same_address (const Finding *a, const Finding *b)
{
  return a->subject == SUBJECT_RECIPIENT && b->subject == SUBJECT_RECIPIENT && a->field == b->field
         && a->index == b->index && g_strcmp0 (a->address, b->address) == 0;
}

static gboolean
finding_denies_domain (const Finding *finding)
{
  return !finding->weak
         && (finding->check == CHECK_status_domain_not_found
             || finding->check == CHECK_status_no_mail_server
             || finding->check == CHECK_status_null_mx);
}

/* Nobody whom the user means is at such a domain. */
static gboolean
finding_doubts_domain (const Finding *finding)
{
  return finding_denies_domain (finding)
         || (finding->check == CHECK_status_no_mail_server
             && g_strcmp0 (finding->variant, "parked") == 0);
}

/* Whether the DNS says that the domain of @guess, which is near a provider's, names no mail server.
 * It has been asked already where that is known. */
static gboolean
guess_lacks_mx (Run *run, const Finding *guess)
{
  const Recipient *recipient = NULL;
  const DnsAnswer *mx;

  for (guint i = 0; i < run->message->recipients->len && recipient == NULL; i++)
    {
      const Recipient *one = g_ptr_array_index (run->message->recipients, i);
      if (one->field == guess->field && one->index == guess->index)
        recipient = one;
    }
  return guess->variant == NULL && recipient != NULL && recipient->address->ascii_domain != NULL
         && dns_ask (run->evidence, DNS_MX, recipient->address->ascii_domain, &mx) == ANSWER_KNOWN
         && mx->status != DNS_FOUND;
}

static gboolean
guess_is_confirmed (Run *run, const GPtrArray *sorted, const Finding *guess)
{
  for (guint i = 0; i < sorted->len; i++)
    {
      const Finding *doubt = g_ptr_array_index (sorted, i);
      if (finding_doubts_domain (doubt) && finding_same_address (doubt, guess))
        return TRUE;
    }
  return guess_lacks_mx (run, guess);
}

/* A domain that takes no mail makes a guess of the one that was meant a sure thing. */
static void
confirm_guesses (Run *run, GPtrArray *sorted)
{
  for (guint i = 0; i < sorted->len; i++)
    {
      Finding *guess = g_ptr_array_index (sorted, i);
      if (guess->check != CHECK_recipient_domain_typo || !guess->weak || guess->dismissed
          || !guess_is_confirmed (run, sorted, guess))
        continue;
      guess->weak = FALSE;
      guess->severity = policy_severity (run->policy, guess->check, FALSE);
    }
}

/* A later check saw the address as the earlier ones repaired it, so its suggestion holds all of
 * theirs. Only a suggestion that is itself sure may replace one. A domain that takes no mail has
 * no repair of its own: it gets whatever is suggested. */
static void
compose_suggestions (GPtrArray *sorted)
{
  for (guint i = 0; i < sorted->len; i++)
    {
      Finding *early = g_ptr_array_index (sorted, i);
      if (early->suggestion == NULL && !finding_denies_domain (early))
        continue;
      for (guint j = i + 1; j < sorted->len; j++)
        {
          const Finding *late = g_ptr_array_index (sorted, j);
          if (!finding_same_address (early, late))
            break;
          if (late->suggestion != NULL && !late->weak)
            finding_suggest (early, late->suggestion);
        }
    }
}

/* Borrows the findings of @raw that are to be told, sorted. */
static GPtrArray *
run_select (Run *run)
{
  GPtrArray *told = g_ptr_array_new ();
  const Dismissed *dismissed;

  evidence_dismissed (run->evidence, "", &dismissed);
  for (guint i = 0; i < findings_length (run->raw); i++)
    {
      Finding *finding = findings_get (run->raw, i);
      finding->severity = policy_severity (run->policy, finding->check, finding->weak);
      if (finding->severity == SEVERITY_OFF)
        continue;
      if (dismissed != NULL && run->policy->remember && finding->key != NULL
          && finding->severity < SEVERITY_BLOCK
          && dismissed_contains (dismissed, checks[finding->check].id, finding->key))
        {
          finding->severity = SEVERITY_INFO;
          finding->dismissed = TRUE;
        }
      g_ptr_array_add (told, finding);
    }
  g_ptr_array_sort (told, finding_compare);
  return told;
}

const Findings *
run_findings (Run *run)
{
  g_autoptr (GPtrArray) told = NULL;

  if (run->finished != NULL)
    return run->finished;
  told = run_select (run);
  confirm_guesses (run, told);
  compose_suggestions (told);
  for (guint i = 0; i < told->len; i++)
    finding_marks_finish (g_ptr_array_index (told, i));
  run->finished = findings_new_borrowing (told);
  return run->finished;
}

Severity
findings_verdict (const Findings *findings)
{
  Severity verdict = SEVERITY_OFF;

  for (guint i = 0; i < findings_length (findings); i++)
    verdict = MAX (verdict, findings_get (findings, i)->severity);
  return verdict;
}
