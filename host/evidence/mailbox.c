/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "companion.h"
#include "mailbox_answer.h"
#include "store_mailbox.h"

#define MAX_ANSWER (64 * 1024)
#define MAX_AT_ONCE 8    /* programs; the others wait for one to end */
#define REST_SECONDS 600 /* for which mail servers that cannot be reached are let alone */
#define SHUT_AFTER 2     /* domains in a row: it is not them, and all are let alone */

static const struct
{
  const char *name; /* as the store has it */
  const char *program;
  guint deadline_ms; /* the program has a shorter one of its own */
  MailboxVerdict late;
} ways[N_MAILBOX_WAYS] = {
  [MAILBOX_BY_PROBE] = { "probe", "lastmile-probe", 45000, MAILBOX_silent },
  [MAILBOX_BY_SERVICE] = { "service", "lastmile-verify", 45000, MAILBOX_service_late },
};

/* Nobody is asked until then, for the reason why the last one was not answered. */
typedef struct
{
  gint64 until; /* monotonic time */
  MailboxVerdict verdict;
} Pause;

struct MailboxAsking
{
  Store *store;
  Pause pauses[N_MAILBOX_WAYS];
  GHashTable *resting;   /* domain -> Pause: whose mail servers cannot be reached */
  guint n_unreachable;   /* domains in a row */
  GHashTable *under_way; /* Pending.key -> Pending, which is borrowed */
  GQueue queue;          /* Pending: those of them that have not been started */
  guint n_started;
};

typedef struct
{
  MailboxAsking *asking;
  char *key; /* way and address: what else is asked may change meanwhile, as the DNS turns */
  MailboxWay way;
  char *address;
  char *question;       /* for the program */
  Companion *companion; /* (nullable) NULL until it is started */
  GPtrArray *questions; /* Question: everybody who waits for it */
} Pending;

static char *
pending_key (MailboxWay way, const char *address)
{
  return g_strconcat (ways[way].name, " ", address, NULL);
}

static void
pending_free (Pending *pending)
{
  g_free (pending->key);
  g_free (pending->address);
  g_free (pending->question);
  g_ptr_array_unref (pending->questions);
  g_free (pending);
}

/* Takes over @mailbox (nullable). */
static void
tell (Question *question, Mailbox *mailbox)
{
  if (mailbox != NULL && mailbox_verdict_is_sure (mailbox->verdict))
    {
      question_answer (question, ANSWER_KNOWN, mailbox, (GDestroyNotify) mailbox_free, NULL);
      return;
    }
  question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL,
                   mailbox_verdict_why (mailbox != NULL ? mailbox->verdict : MAILBOX_failed));
  mailbox_free (mailbox);
}

static void
tell_verdict (Question *question, MailboxVerdict verdict)
{
  tell (question, mailbox_new (verdict, NULL, NULL));
}

static Mailbox *
read_answer (const char *bytes, gsize length)
{
  g_autoptr (cJSON) json = json_parse (bytes, length, NULL);

  return json != NULL ? mailbox_from_json (json, NULL) : NULL;
}

/* --- Pauses --- */

static gboolean
pause_holds (const Pause *pause)
{
  return pause != NULL && g_get_monotonic_time () < pause->until;
}

static Pause
pause_make (guint seconds, MailboxVerdict verdict)
{
  return (Pause){ g_get_monotonic_time () + seconds * G_USEC_PER_SEC, verdict };
}

/* Why @pending is not to be asked for now; NULL if it may. */
static const Pause *
pause_find (const Pending *pending)
{
  const MailboxAsking *asking = pending->asking;
  const Pause *own = pending->way == MAILBOX_BY_PROBE
                         ? g_hash_table_lookup (asking->resting, strrchr (pending->address, '@'))
                         : NULL;

  if (pause_holds (&asking->pauses[pending->way]))
    return &asking->pauses[pending->way];
  return pause_holds (own) ? own : NULL;
}

/* Many networks let no mail out but to their own server. Then every try takes its whole time for
 * nothing, and every Send would wait for it. */
static void
note_reach (MailboxAsking *asking, const char *address, MailboxVerdict verdict)
{
  const char *domain = strrchr (address, '@');
  Pause pause = pause_make (REST_SECONDS, MAILBOX_unreachable);

  if (verdict != MAILBOX_unreachable)
    {
      asking->n_unreachable = 0;
      return;
    }
  if (!pause_holds (g_hash_table_lookup (asking->resting, domain))
      && ++asking->n_unreachable >= SHUT_AFTER)
    asking->pauses[MAILBOX_BY_PROBE] = pause;
  g_hash_table_replace (asking->resting, g_strdup (domain), g_memdup2 (&pause, sizeof pause));
}

/* --- Answers --- */

static void
pending_tell (Pending *pending, const Mailbox *mailbox)
{
  for (guint i = 0; i < pending->questions->len; i++)
    tell (pending->questions->pdata[i],
          mailbox_new (mailbox->verdict, mailbox->server, mailbox->reply));
}

/* Takes over @pending. @heard: somebody was told of the address, so it is not asked for again. */
static void
settle (Pending *pending, const Mailbox *mailbox, gboolean heard)
{
  g_autofree char *text = NULL;

  g_hash_table_remove (pending->asking->under_way, pending->key);
  if (heard)
    {
      g_autoptr (cJSON) json = mailbox_to_json (mailbox);
      text = json_print (json);
    }
  store_mailbox_answer (pending->asking->store, ways[pending->way].name, pending->address, text,
                        NULL);
  pending_tell (pending, mailbox);
  pending_free (pending);
}

static void start_next (MailboxAsking *asking);

static void
answered (GBytes *answer, const GError *error, gpointer data)
{
  Pending *pending = data;
  MailboxAsking *asking = pending->asking;
  g_autoptr (Mailbox) mailbox = NULL;
  gsize length;

  if (answer != NULL)
    {
      const char *bytes = g_bytes_get_data (answer, &length);
      mailbox = read_answer (bytes, length);
    }
  if (mailbox == NULL)
    mailbox = mailbox_new (g_error_matches (error, COMPANION_ERROR, COMPANION_ERROR_LATE)
                               ? ways[pending->way].late
                               : MAILBOX_failed,
                           NULL, NULL);
  if (pending->way == MAILBOX_BY_PROBE)
    note_reach (asking, pending->address, mailbox->verdict);
  if (mailbox->pause > 0)
    asking->pauses[pending->way] = pause_make (mailbox->pause, mailbox->verdict);
  asking->n_started--;
  settle (pending, mailbox, !mailbox_verdict_is_unheard (mailbox->verdict));
  start_next (asking);
}

/* --- Questions --- */

typedef enum
{
  PART_WAY,
  PART_PER_HOUR,
  PART_ADDRESS,
  PART_QUESTION,
  N_PARTS
} KeyPart;

char *
mailbox_key (MailboxWay way, guint per_hour, const char *address, const char *question)
{
  return g_strdup_printf ("%u\n%u\n%s\n%s", way, per_hour, address, question);
}

static gboolean
start (Pending *pending)
{
  const CompanionLimits limits = { ways[pending->way].deadline_ms, MAX_ANSWER };
  g_autofree char *program = companion_find (ways[pending->way].program);
  char *argv[] = { program, NULL };
  g_autoptr (GBytes) question = g_bytes_new (pending->question, strlen (pending->question));

  if (program != NULL)
    pending->companion = companion_start (argv, question, &limits, answered, pending, NULL);
  return pending->companion != NULL;
}

static void
start_next (MailboxAsking *asking)
{
  while (asking->n_started < MAX_AT_ONCE && !g_queue_is_empty (&asking->queue))
    {
      Pending *pending = g_queue_pop_head (&asking->queue);
      const Pause *pause = pause_find (pending);

      if (pause == NULL && start (pending))
        asking->n_started++;
      else
        {
          Mailbox mailbox = { .verdict = pause != NULL ? pause->verdict : MAILBOX_failed };
          settle (pending, &mailbox, FALSE);
        }
    }
}

/* Takes over @question. */
static void
ask (MailboxAsking *asking, MailboxWay way, char **parts, Question *question)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->asking = asking;
  pending->key = pending_key (way, parts[PART_ADDRESS]);
  pending->way = way;
  pending->address = g_strdup (parts[PART_ADDRESS]);
  pending->question = g_strdup (parts[PART_QUESTION]);
  pending->questions = g_ptr_array_new ();
  g_ptr_array_add (pending->questions, question);
  g_hash_table_insert (asking->under_way, pending->key, pending);
  g_queue_push_tail (&asking->queue, pending);
  start_next (asking);
}

static void
look_up_or_ask (MailboxAsking *asking, MailboxWay way, char **parts, Question *question)
{
  guint per_hour = (guint) g_ascii_strtoull (parts[PART_PER_HOUR], NULL, 10);
  g_autofree char *answer = NULL;

  switch (store_mailbox_ask (asking->store, ways[way].name, parts[PART_ADDRESS], per_hour, &answer,
                             NULL))
    {
    case STORE_MAILBOX_ASK:
      ask (asking, way, parts, question);
      break;
    case STORE_MAILBOX_KNOWN:
      tell (question, read_answer (answer, strlen (answer)));
      break;
    case STORE_MAILBOX_ASKED:
      tell_verdict (question, MAILBOX_asked);
      break;
    case STORE_MAILBOX_LIMIT:
      tell_verdict (question, MAILBOX_limit);
      break;
    case STORE_MAILBOX_FAILED:
      question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
      break;
    }
}

void
source_mailbox (Sources *sources, Question *question)
{
  g_auto (GStrv) parts = g_strsplit (question_key (question), "\n", N_PARTS);
  MailboxWay way = (MailboxWay) g_ascii_strtoull (parts[PART_WAY], NULL, 10);
  g_autofree char *key = pending_key (way, parts[PART_ADDRESS]);
  Pending *pending;

  if (sources->mailboxes == NULL || sources->mailboxes->store == NULL)
    {
      question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL,
                       sources->mailboxes == NULL ? "off" : "store");
      return;
    }
  pending = g_hash_table_lookup (sources->mailboxes->under_way, key);
  if (pending != NULL)
    g_ptr_array_add (pending->questions, question);
  else
    look_up_or_ask (sources->mailboxes, way, parts, question);
}

/* --- Life --- */

MailboxAsking *
mailbox_asking_new (Store *store)
{
  MailboxAsking *asking = g_new0 (MailboxAsking, 1);

  asking->store = store;
  asking->under_way = g_hash_table_new (g_str_hash, g_str_equal);
  asking->resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&asking->queue);
  return asking;
}

void
mailbox_asking_free (MailboxAsking *asking)
{
  const Mailbox cut_off = { MAILBOX_asked, NULL, NULL };
  GHashTableIter iter;
  gpointer value;

  if (asking == NULL)
    return;
  g_hash_table_iter_init (&iter, asking->under_way);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Pending *pending = value;
      if (pending->companion != NULL)
        companion_cancel (pending->companion);
      else
        store_mailbox_answer (asking->store, ways[pending->way].name, pending->address, NULL, NULL);
      pending_tell (pending, &cut_off);
      pending_free (pending);
    }
  g_hash_table_unref (asking->under_way);
  g_hash_table_unref (asking->resting);
  g_queue_clear (&asking->queue);
  g_free (asking);
}
