/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "wire/json.h"

/* An HTTPS service that knows whether a mailbox is there: what lastmile-verify, the companion that
 * talks to it, is asked. It answers with a Mailbox (mailbox_answer.h). The key of the service is
 * known to the companion alone. */

typedef enum
{
#define SERVICE(kind, name, url, parameter, key_header) VERIFY_KIND_##kind,
#include "verify_service.def"
#undef SERVICE
  N_VERIFY_KINDS
} VerifyKind;

/* "hunter", NULL-terminated, by VerifyKind. */
extern const char *const verify_kinds[];

/* The place of @name in verify_kinds; FALSE if it is not there. */
gboolean verify_kind_from_name (const char *name, VerifyKind *ret_kind);

/* What people call it: "Hunter"; static. */
const char *verify_name (VerifyKind kind);

/* Where a service is asked unless somebody names another place; static. */
const char *verify_url (VerifyKind kind);

typedef struct
{
  VerifyKind kind;
  char *url;      /* (nullable) NULL or "": verify_url () */
  char *key_file; /* an absolute path (key_file.h) */
  char *ca_file;  /* (nullable) authorities to trust beside the system's, in PEM */
  char *address;
  guint deadline_ms;
} VerifyQuestion;

/* A question that borrows its texts, with a deadline that suits services which ask mail servers. Do
 * not clear it. */
VerifyQuestion verify_question_make (VerifyKind kind, const char *url, const char *key_file,
                                     const char *ca_file, const char *address);

void verify_question_clear (VerifyQuestion *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VerifyQuestion, verify_question_clear)

cJSON *verify_question_to_json (const VerifyQuestion *question);
gboolean verify_question_from_json (const cJSON *json, VerifyQuestion *ret_question,
                                    GError **error);
