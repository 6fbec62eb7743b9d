/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/evidence.h"

struct Question
{
  gint references;    /* the evidence holds one, the source that is to answer another */
  Evidence *evidence; /* (nullable) NULL once the evidence is gone */
  QuestionKind kind;
  char *key;
  AnswerState state;
  gpointer fact;
  GDestroyNotify destroy;
  const char *why;
};

struct Evidence
{
  Sources *sources;
  GHashTable *questions[N_QUESTION_KINDS]; /* key -> Question; each (nullable) until one is asked */
  GPtrArray *fresh;                        /* asked, not yet handed to a source; borrowed */
  gboolean fetching;
  const char *why;
  EvidenceChanged *changed;
  gpointer data;
};

static void
question_unref (Question *question)
{
  if (--question->references > 0)
    return;
  if (question->destroy != NULL && question->fact != NULL)
    question->destroy (question->fact);
  g_free (question->key);
  g_free (question);
}

/* The evidence lets go of a question; a source may still hold it. */
static void
question_abandon (Question *question)
{
  question->evidence = NULL;
  question_unref (question);
}

void
sources_init (Sources *sources)
{
  *sources = (Sources){ .store = NULL };
#define SOURCE(kind, Fact) sources->fetch[QUESTION_##kind] = source_##kind;
#include "evidence/sources.def"
#undef SOURCE
}

Evidence *
evidence_new (Sources *sources, EvidenceChanged *changed, gpointer data)
{
  Evidence *evidence = g_new0 (Evidence, 1);
  evidence->sources = sources;
  evidence->fresh = g_ptr_array_new ();
  evidence->changed = changed;
  evidence->data = data;
  return evidence;
}

void
evidence_free (Evidence *evidence)
{
  if (evidence == NULL)
    return;
  for (int i = 0; i < N_QUESTION_KINDS; i++)
    g_clear_pointer (&evidence->questions[i], g_hash_table_unref);
  g_ptr_array_unref (evidence->fresh);
  g_free (evidence);
}

const Sources *
evidence_sources (const Evidence *evidence)
{
  return evidence->sources;
}

static AnswerState
evidence_ask (Evidence *evidence, QuestionKind kind, const char *key, gconstpointer *ret_fact)
{
  GHashTable **questions = &evidence->questions[kind];
  Question *question;

  if (*questions == NULL)
    *questions
        = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) question_abandon);
  question = g_hash_table_lookup (*questions, key);
  if (question == NULL)
    {
      question = g_new0 (Question, 1);
      question->references = 1;
      question->evidence = evidence;
      question->kind = kind;
      question->key = g_strdup (key);
      g_hash_table_insert (*questions, question->key, question);
      g_ptr_array_add (evidence->fresh, question);
    }
  if (question->state == ANSWER_UNAVAILABLE)
    evidence->why = question->why;
  *ret_fact = question->state == ANSWER_KNOWN ? question->fact : NULL;
  return question->state;
}

#define SOURCE(kind, Fact)                                                                         \
  AnswerState evidence_##kind (Evidence *evidence, const char *key, const Fact **ret_fact)         \
  {                                                                                                \
    gconstpointer fact;                                                                            \
    AnswerState state = evidence_ask (evidence, QUESTION_##kind, key, &fact);                      \
    *ret_fact = fact;                                                                              \
    return state;                                                                                  \
  }
#include "evidence/sources.def"
#undef SOURCE

gboolean
evidence_fetch (Evidence *evidence)
{
  g_autoptr (GPtrArray) fresh = NULL;

  if (evidence->fresh->len == 0)
    return FALSE;
  fresh = g_steal_pointer (&evidence->fresh);
  evidence->fresh = g_ptr_array_new ();
  evidence->fetching = TRUE;
  for (guint i = 0; i < fresh->len; i++)
    {
      Question *question = g_ptr_array_index (fresh, i);
      question->references++;
      evidence->sources->fetch[question->kind](evidence->sources, question);
    }
  evidence->fetching = FALSE;
  return TRUE;
}

const char *
evidence_why (const Evidence *evidence)
{
  return evidence->why;
}

QuestionKind
question_kind (const Question *question)
{
  return question->kind;
}

const char *
question_key (const Question *question)
{
  return question->key;
}

void
question_answer (Question *question, AnswerState state, gpointer fact, GDestroyNotify destroy,
                 const char *why)
{
  Evidence *evidence = question->evidence;

  g_assert (question->state == ANSWER_PENDING && state != ANSWER_PENDING);
  question->state = state;
  question->fact = fact;
  question->destroy = destroy;
  question->why = why;
  question_unref (question);
  if (evidence != NULL && !evidence->fetching && evidence->changed != NULL)
    evidence->changed (evidence, evidence->data);
}
