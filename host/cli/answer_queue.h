/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "cli/answer.h"
#include "cli/checker.h"

/* Messages under check, and their answers in the order in which they came in. Where evidence has to
 * be waited for, many are waited for at once, but never more than a window of them: memory stays
 * flat however long the list is. */

typedef struct AnswerQueue AnswerQueue;

/* What is an answer's last way; @verdict is SEVERITY_OFF for a fault. */
typedef void AnswerReady (const Answer *answer, gpointer data);

/* @checker is borrowed. */
AnswerQueue *answer_queue_new (Checker *checker, AnswerReady *ready, gpointer data);

/* What is still under way is dropped. */
void answer_queue_free (AnswerQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnswerQueue, answer_queue_free)

/* Takes over @message (nullable: there is nothing to check, @answer tells its fault) and copies the
 * strings of @answer; its run is made here. */
void answer_queue_push (AnswerQueue *queue, const Answer *answer, Message *message);

/* Waits for all that is under way. */
void answer_queue_drain (AnswerQueue *queue);
