/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "known_domains.h"
#include "lookalike.h"

/* What a recipient's domain is to this user: known to be real, an imitation of one that is known,
 * or a slip of one. It is the same for every recipient at that domain, so it is found out once a
 * message. */
typedef struct
{
  gboolean real;       /* then there is nothing else to say */
  Lookalike lookalike; /* of kind LOOKALIKE_NONE unless it imitates one; then there is no slip */
  gboolean has_slip;
  DomainTypo slip;
  gsize slip_length; /* bytes at the end of ascii_domain that the slip's domain stands for */
} DomainJudgement;

/* Of in->recipient, which has an ascii_domain. KNOWN, with *ret_judgement borrowed from the
 * message, or PENDING. */
AnswerState domain_judgement_get (const CheckInput *in, const DomainJudgement **ret_judgement);
