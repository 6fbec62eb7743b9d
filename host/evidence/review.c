/* SPDX-License-Identifier: MPL-2.0 */
#include "store_review.h"

void
source_review (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  Review *review = sources->store != NULL
                       ? store_review_find (sources->store, question_key (question), &error)
                       : NULL;

  if (review != NULL)
    question_answer (question, ANSWER_KNOWN, review, (GDestroyNotify) review_free, NULL);
  else if (sources->store == NULL || error != NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
  else
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}
