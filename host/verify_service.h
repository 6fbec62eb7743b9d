/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "wire/json.h"

/* An HTTPS service that knows whether a mailbox is there: what lastmile-verify, the companion that
 * talks to it, is asked and answers. The key of the service is known to the companion alone. */

typedef enum
{
#define SERVICE(kind, url, parameter, key_header) VERIFY_KIND_##kind,
#include "verify_service.def"
#undef SERVICE
  N_VERIFY_KINDS
} VerifyKind;

/* "hunter", NULL-terminated, by VerifyKind. */
extern const char *const verify_kinds[];

/* Where a service is asked unless somebody names another place; static. */
const char *verify_url (VerifyKind kind);

typedef enum
{
#define WHY(name) VERIFY_WHY_##name,
#include "verify_why.def"
#undef WHY
  N_VERIFY_WHYS
} VerifyWhy;

/* "service_limit"; static. */
const char *verify_why_name (VerifyWhy why);

typedef enum
{
  VERIFY_UNSURE,  /* why says more */
  VERIFY_EXISTS,  /* the mailbox takes mail */
  VERIFY_MISSING, /* for certain there is no such mailbox */
} VerifyVerdict;

typedef struct
{
  VerifyVerdict verdict;
  VerifyWhy why;     /* of VERIFY_UNSURE */
  guint retry_after; /* seconds for which the service wants to be left alone; 0: not said */
} VerifyAnswer;

cJSON *verify_answer_to_json (const VerifyAnswer *answer);

/* FALSE and a LASTMILE_ERROR if @json is none. */
gboolean verify_answer_from_json (const cJSON *json, VerifyAnswer *ret_answer, GError **error);

typedef struct
{
  VerifyKind kind;
  char *url;      /* (nullable) NULL: verify_url () */
  char *key_file; /* an absolute path (key_file.h) */
  char *ca_file;  /* (nullable) authorities to trust beside the system's, in PEM */
  char *address;
  guint deadline_ms;
} VerifyQuestion;

void verify_question_clear (VerifyQuestion *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VerifyQuestion, verify_question_clear)

cJSON *verify_question_to_json (const VerifyQuestion *question);
gboolean verify_question_from_json (const cJSON *json, VerifyQuestion *ret_question,
                                    GError **error);
