/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The evidence of one run. A check asks; the store says known (with the fact), absent (there is none, for
 * certain), unavailable (could not be found out: never a fault of the address), or pending. What was asked for and is
 * pending is fetched all at once between two rounds of checks (run.h). One question is asked of its source once,
 * however many checks want it. */

typedef enum
{
  ANSWER_PENDING,
  ANSWER_KNOWN,
  ANSWER_ABSENT,
  ANSWER_UNAVAILABLE,
} AnswerState;

typedef struct Evidence Evidence;
typedef struct Question Question;
typedef struct Sources Sources;

typedef enum
{
#define SOURCE(kind, Fact) QUESTION_##kind,
#include "evidence/sources.def"
#undef SOURCE
  N_QUESTION_KINDS
} QuestionKind;

/* The facts' types, and for each source: evidence_<kind> () that a check calls, source_<kind> () that fetches.
 * evidence_<kind> () sets *ret_fact (borrowed, lives as long as the evidence) when it returns ANSWER_KNOWN and to NULL
 * otherwise. */
#define SOURCE(kind, Fact)                                                                          \
  typedef struct Fact Fact;                                                                         \
  void source_##kind (Sources *sources, Question *question);                                        \
  AnswerState evidence_##kind (Evidence *evidence, const char *key, const Fact **ret_fact);
#include "evidence/sources.def"
#undef SOURCE

/* What sources draw on, as long-lived as the process (the store, the profile, later the resolver and its cache); any member may be
 * NULL: the source then answers unavailable. A test replaces fetch[kind]. */
typedef struct Store Store;
typedef struct Profile Profile;
typedef struct Resolver Resolver;
typedef struct OutgoingMemory OutgoingMemory;
typedef struct MailboxAsking MailboxAsking;
typedef void SourceFunc (Sources *sources, Question *question);

struct Sources
{
  Store *store;     /* (borrowed) (nullable) */
  Profile *profile; /* (borrowed) (nullable) */
  Resolver *resolver; /* (borrowed) (nullable) NULL: offline */
  const char *no_resolver; /* (nullable) (static) why there is none where one was wanted: what needs it is "not checked" */
  OutgoingMemory *outgoing; /* (borrowed) (nullable) NULL: outgoing servers are tried only when asked for */
  MailboxAsking *mailboxes; /* (borrowed) (nullable) NULL: nobody is asked for a mailbox */
  SourceFunc *fetch[N_QUESTION_KINDS];
  gpointer test_data;
};

/* Every source's own fetch function, nothing to draw on. */
void sources_init (Sources *sources);

typedef void EvidenceChanged (Evidence *evidence, gpointer data);

/* @sources is borrowed. @changed (nullable) is called, from the main loop, when an answer came after evidence_fetch () returned. */
Evidence *evidence_new (Sources *sources, EvidenceChanged *changed, gpointer data);

const Sources *evidence_sources (const Evidence *evidence);

/* Answers that come later are dropped. */
void evidence_free (Evidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Evidence, evidence_free)

/* Hands every question that was asked since the last call to its source. TRUE if there was one (so that another round
 * of checks may get further even without waiting). */
gboolean evidence_fetch (Evidence *evidence);

/* Why the last ANSWER_UNAVAILABLE of this round could not be had: "store", "profile", "deadline", ...; (nullable). For "not checked". */
const char *evidence_why (const Evidence *evidence);

/* --- For sources. A source answers each question exactly once, in its function or later from the main loop. --- */

QuestionKind question_kind (const Question *question);
const char *question_key (const Question *question);

/* Takes over the caller's reference to @question, and @fact, which is freed with @destroy (nullable).
 * @why is static: what kept the fact away (for ANSWER_UNAVAILABLE). */
void question_answer (Question *question, AnswerState state, gpointer fact, GDestroyNotify destroy,
                      const char *why);
