/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "finding.h"
#include "message.h"
#include "policy.h"
#include "evidence/evidence.h"
#include "severity.h"

/* A check is a pure function of (message, policy, evidence) that appends findings. It opens no socket,
 * reads no file, keeps no state and knows no JSON. To add one: a row in checks.def, a function
 * check_<id> () in checks/, its texts, its cases. A function without a row fails to compile
 * (-Wmissing-prototypes), a row without a function fails to link. */

typedef enum
{
  CHECK_DONE,        /* said what there is to say */
  CHECK_PENDING,     /* asked the evidence for something not there yet: run me again */
  CHECK_NOT_CHECKED, /* a fact could not be had; nothing may be concluded from that */
} CheckState;

typedef struct
{
  const Message *message;
  const Recipient *recipient; /* (nullable): NULL for a check of WHOLE_MESSAGE scope */
  const Policy *policy;
  Evidence *evidence;
} CheckInput;

typedef CheckState CheckFunc (const CheckInput *in, Findings *out);

typedef enum
{
  SCOPE_EACH_ADDRESS,
  SCOPE_EACH_RECIPIENT,
  SCOPE_WHOLE_MESSAGE,
} CheckScope;

typedef struct
{
  const char *id;
  CheckScope scope;
  Severity sure;
  Severity weak;
  const char *summary;
  CheckFunc *func;
} Check;

#define CHECK(id, ...) CheckFunc check_##id;
#include "checks.def"
#undef CHECK

/* The rows, N_CHECKS of them, in the order of checks.def. Static. */
extern const Check checks[N_CHECKS];

/* The id of the row named @id, or -1. */
int check_from_name (const char *id);

/* "format", "status", "policy", "recipient" or "sender": the part of the id before the first '_'. Static. */
const char *check_class (CheckId id);

/* Whether @name is one of these five. */
gboolean check_is_class (const char *name);

/* What a finding of @id may be at most, whatever a policy says: what rests on somebody else's word
 * about a mailbox, or on yesterday's, never keeps a mail from being sent. */
Severity check_most_severe (CheckId id);

/* What a check returns when an answer is not KNOWN: PENDING, DONE for a definite absence, NOT_CHECKED. */
CheckState check_state_from_answer (AnswerState state);

/* Of several checks that rest on one question the first tells that it could not be answered; the
 * others return this: DONE for NOT_CHECKED. */
CheckState check_state_told_once (CheckState state);
