/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "message.h"
#include "wire/json.h"

/* A frame's bytes as a typed request, after request.schema.json; read-only once made. */

typedef enum
{
#define REQUEST(name) REQUEST_##name,
#include "wire/request.def"
#undef REQUEST
  N_REQUESTS
} RequestType;

#define REQUEST_NO_ID (-1)
#define REQUEST_MAX_ID G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1 */

/* What was shown for one finding. */
typedef struct
{
  const char *code;
  const char *address;    /* (nullable) */
  const char *severity;   /* (nullable) */
  const char *suggestion; /* (nullable) */
} ShownFinding;

/* learn_sent: its part is a GArray of these. */
typedef struct
{
  GPtrArray *recipients;  /* (owned) char *, borrowed: mailboxes, or groups of them */
  const char *message_id; /* (not nullable) */
  gint64 at;              /* seconds since 1970; 0: not told */
} LearnedMail;

typedef struct
{
  gint64 id;
  RequestType type;
  cJSON *json; /* (owned) the members below borrow from it */

  const cJSON *managed; /* hello: (nullable) what managed storage holds, not yet validated */
  Message *message;     /* check: (owned) (not nullable) */
  gint deadline_ms;     /* check: -1: the policy's */
  gboolean asked;       /* check: its reason is "demand" */
  gboolean sending;     /* check: its reason is "send" */
  gint64 target;        /* cancel */
  const char *address;  /* dismiss, review, review_request, forget */
  GPtrArray
      *strings; /* dismiss: codes; sent: recipients; learn, heard: addresses; (owned), borrowed elements */
  gboolean undo;          /* dismiss */
  const char *choice;     /* chosen */
  GArray *shown;          /* chosen: ShownFinding */
  const char *message_id; /* sent: (nullable) */
  const char *channel;    /* learn: (nullable) */
  const cJSON *settings;  /* settings: an object, not yet validated */

  gpointer part; /* (owned) (nullable) the members of a type whose part has a struct of its own */
  GDestroyNotify part_free;
} Request;

/* NULL and a LASTMILE_ERROR on failure; *ret_id is then the request's id where one could be read,
 * else REQUEST_NO_ID. */
Request *request_read (const char *bytes, gsize length, gint64 *ret_id, GError **error);
void request_free (Request *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* The name on the wire. Static. */
const char *request_type_name (RequestType type);
