/* SPDX-License-Identifier: MPL-2.0 */
#include "cli/answer_queue.h"

#define WINDOW 256 /* messages under way at once */

typedef struct
{
  AnswerQueue *queue;
  Answer answer;    /* its strings and its run are owned */
  Message *message; /* (nullable) */
  gboolean waiting;
  gboolean woken; /* and therefore in the queue's list */
} Entry;

struct AnswerQueue
{
  Checker *checker;
  AnswerReady *ready;
  gpointer data;
  GQueue entries;   /* Entry, owned, in the order of their answers */
  GPtrArray *woken; /* Entry, borrowed: evidence came, they may go on */
};

static void
entry_free (Entry *entry)
{
  run_free (entry->answer.run);
  message_free (entry->message);
  g_free ((char *) entry->answer.input);
  g_free ((char *) entry->answer.address);
  g_free ((char *) entry->answer.detail);
  g_free (entry);
}

static void
entry_woken (Run *run, gpointer data)
{
  Entry *entry = data;

  if (!entry->woken)
    g_ptr_array_add (entry->queue->woken, entry);
  entry->woken = TRUE;
}

AnswerQueue *
answer_queue_new (Checker *checker, AnswerReady *ready, gpointer data)
{
  AnswerQueue *queue = g_new0 (AnswerQueue, 1);

  queue->checker = checker;
  queue->ready = ready;
  queue->data = data;
  queue->woken = g_ptr_array_new ();
  return queue;
}

void
answer_queue_free (AnswerQueue *queue)
{
  if (queue == NULL)
    return;
  g_queue_clear_full (&queue->entries, (GDestroyNotify) entry_free);
  g_ptr_array_unref (queue->woken);
  g_free (queue);
}

/* --- Waiting --- */

static void
step_woken (AnswerQueue *queue)
{
  for (guint i = 0; i < queue->woken->len; i++)
    {
      Entry *entry = g_ptr_array_index (queue->woken, i);
      entry->woken = FALSE;
      if (entry->waiting)
        entry->waiting = run_step (entry->answer.run);
    }
  g_ptr_array_set_size (queue->woken, 0);
}

static gboolean
set_true (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* Gives the first entry until its deadline; the others go on meanwhile. */
static void
settle_first (AnswerQueue *queue)
{
  Entry *first = g_queue_peek_head (&queue->entries);
  gboolean expired = FALSE;
  guint timer;

  if (!first->waiting)
    return;
  timer = g_timeout_add (checker_policy (queue->checker)->policy->deadline_ms, set_true, &expired);
  while (first->waiting && !expired)
    {
      g_main_context_iteration (NULL, TRUE);
      step_woken (queue);
    }
  if (first->waiting)
    run_expire (first->answer.run);
  if (!expired)
    g_source_remove (timer);
}

static void
tell_first (AnswerQueue *queue)
{
  Entry *first;

  settle_first (queue);
  first = g_queue_pop_head (&queue->entries);
  if (first->woken)
    g_ptr_array_remove (queue->woken, first);
  queue->ready (&first->answer, queue->data);
  entry_free (first);
}

/* --- In --- */

static Entry *
entry_new (AnswerQueue *queue, const Answer *answer, Message *message)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->queue = queue;
  entry->answer = *answer;
  entry->answer.input = g_strdup (answer->input);
  entry->answer.address = g_strdup (answer->address);
  entry->answer.detail = g_strdup (answer->detail);
  entry->message = message;
  if (message == NULL)
    return entry;
  entry->answer.run = checker_run (queue->checker, message, entry_woken, entry);
  entry->waiting = run_step (entry->answer.run);
  return entry;
}

void
answer_queue_push (AnswerQueue *queue, const Answer *answer, Message *message)
{
  g_queue_push_tail (&queue->entries, entry_new (queue, answer, message));
  while (queue->entries.length > 0
         && (queue->entries.length >= WINDOW
             || !((Entry *) g_queue_peek_head (&queue->entries))->waiting))
    tell_first (queue);
}

void
answer_queue_drain (AnswerQueue *queue)
{
  while (queue->entries.length > 0)
    tell_first (queue);
}
