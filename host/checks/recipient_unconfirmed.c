/* SPDX-License-Identifier: MPL-2.0 */
#include "checks.h"
#include "company.h"
#include "evidence/correspondents.h"
#include "known_domains.h"
#include "review.h"

/* An address that matters has been seen by one person only. Which ones matter the user says, or the
 * policy: by place, at the first contact, or all of the company directory. */

/* Whether the user never wrote to @key. An empty store knows nobody. */
static AnswerState
is_first_contact (const CheckInput *in, const char *key, gboolean *ret_first)
{
  const Correspondents *correspondents;
  AnswerState state = evidence_correspondents (in->evidence, "", &correspondents);
  const Correspondent *met
      = state == ANSWER_KNOWN ? correspondents_find (correspondents, key) : NULL;

  *ret_first = met == NULL || !correspondent_is_known (met);
  return state == ANSWER_ABSENT ? ANSWER_KNOWN : state;
}

/* *ret_important is set when the answer is ANSWER_KNOWN. */
static AnswerState
is_important (const CheckInput *in, const char *key, gboolean *ret_important)
{
  const Policy *policy = in->policy;
  const Address *address = in->recipient->address;

  *ret_important = policy_set_matches (policy->important, address->ascii_domain, key)
                   || (policy->review_directory && company_is_outside (in, in->recipient)
                       && known_domains_in_directory (policy, address));
  if (*ret_important || !policy->review_first_contact || !company_is_outside (in, in->recipient))
    return ANSWER_KNOWN;
  return is_first_contact (in, key, ret_important);
}

static void
tell (const Review *review, Findings *out)
{
  Finding *finding = findings_add (out);

  if (review == NULL)
    return;
  finding->variant = review->state == REVIEW_REFUSED ? "refused" : "requested";
  finding_param (finding, "requester", review->requester);
  if (review->state != REVIEW_REFUSED)
    return;
  finding_param (finding, "reviewer", review->reviewer);
  if (review->note != NULL)
    {
      finding->variant = "refused_note";
      finding_param (finding, "note", review->note);
    }
}

CheckState
check_recipient_unconfirmed (const CheckInput *in, Findings *out)
{
  g_autofree char *key = address_key (in->recipient->address);
  const Review *review;
  gboolean important;
  AnswerState state;

  if (key == NULL || in->recipient->address->ascii_domain == NULL)
    return CHECK_DONE;
  state = is_important (in, key, &important);
  if (state != ANSWER_KNOWN)
    return check_state_from_answer (state);
  if (!important)
    return CHECK_DONE;
  state = evidence_review (in->evidence, key, &review);
  if (state == ANSWER_PENDING || state == ANSWER_UNAVAILABLE)
    return check_state_from_answer (state);
  if (review == NULL || review->state != REVIEW_CONFIRMED)
    tell (review, out);
  return CHECK_DONE;
}
