/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "companion.h"
#include "mailbox_answer.h"
#include "store_mailbox.h"

#define MAX_ANSWER (64 * 1024)

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
  GHashTable *under_way; /* Pending.key -> Pending, which is borrowed */
};

typedef struct
{
  MailboxAsking *asking;
  char *key; /* way and address: what else is asked may change meanwhile, as the DNS turns */
  MailboxWay way;
  char *address;
  Companion *companion;
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
  g_ptr_array_unref (pending->questions);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

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

/* --- Answers --- */

static void
pending_tell (Pending *pending, const Mailbox *mailbox)
{
  for (guint i = 0; i < pending->questions->len; i++)
    tell (pending->questions->pdata[i],
          mailbox_new (mailbox->verdict, mailbox->server, mailbox->reply));
}

static void
answered (GBytes *answer, const GError *error, gpointer data)
{
  g_autoptr (Pending) pending = data;
  g_autoptr (Mailbox) mailbox = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_hash_table_remove (pending->asking->under_way, pending->key);
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
  if (!mailbox_verdict_is_unheard (mailbox->verdict))
    {
      g_autoptr (cJSON) json = mailbox_to_json (mailbox);
      text = json_print (json);
    }
  store_mailbox_answer (pending->asking->store, ways[pending->way].name, pending->address, text,
                        NULL);
  if (mailbox->pause > 0)
    pending->asking->pauses[pending->way]
        = (Pause){ g_get_monotonic_time () + mailbox->pause * G_USEC_PER_SEC, mailbox->verdict };
  pending_tell (pending, mailbox);
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
start (Pending *pending, MailboxWay way, const char *text)
{
  const CompanionLimits limits = { ways[way].deadline_ms, MAX_ANSWER };
  g_autofree char *program = companion_find (ways[way].program);
  char *argv[] = { program, NULL };
  g_autoptr (GBytes) question = g_bytes_new (text, strlen (text));

  if (program != NULL)
    pending->companion = companion_start (argv, question, &limits, answered, pending, NULL);
  return pending->companion != NULL;
}

/* FALSE if nobody is to be asked now, which @question has been told then: it was not asked. */
static gboolean
may_ask (MailboxAsking *asking, MailboxWay way, const char *address, Question *question)
{
  const Pause *pause = &asking->pauses[way];

  if (g_get_monotonic_time () >= pause->until)
    return TRUE;
  store_mailbox_answer (asking->store, ways[way].name, address, NULL, NULL);
  tell_verdict (question, pause->verdict);
  return FALSE;
}

/* Takes over @question. */
static void
ask (MailboxAsking *asking, MailboxWay way, const char *address, const char *text,
     Question *question)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->asking = asking;
  pending->key = pending_key (way, address);
  pending->way = way;
  pending->address = g_strdup (address);
  pending->questions = g_ptr_array_new ();
  if (start (pending, way, text))
    {
      g_ptr_array_add (pending->questions, question);
      g_hash_table_insert (asking->under_way, pending->key, pending);
      return;
    }
  store_mailbox_answer (asking->store, ways[way].name, address, NULL, NULL);
  pending_free (pending);
  tell_verdict (question, MAILBOX_failed);
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
      if (may_ask (asking, way, parts[PART_ADDRESS], question))
        ask (asking, way, parts[PART_ADDRESS], parts[PART_QUESTION], question);
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
      companion_cancel (pending->companion);
      pending_tell (pending, &cut_off);
      pending_free (pending);
    }
  g_hash_table_unref (asking->under_way);
  g_free (asking);
}
