/* SPDX-License-Identifier: MPL-2.0 */
#include "verify/service.h"

/* Hunter's email verifier (https://hunter.io/api-documentation/v2#email-verifier). Statuses apart
 * from the usual ones: 202, still looking; 222, the mail server behaved in a way that nothing could
 * be found out from; 403, asked too fast; 451, the owner of the address does not want it processed.
 */

#define STILL_LOOKING 202
#define NO_RESULT 222
#define TOO_FAST 403

/* The words of `status`. What is not here says nothing: accept_all takes every address, unknown is
 * unknown, disposable says nothing of this mailbox. */
static const struct
{
  const char *status;
  const char *result; /* what `result` must say, where it is there */
  VerifyVerdict verdict;
  gboolean smtp_check; /* what the flag must say */
  gboolean must_tell;  /* the flag must be there: Hunter does not ask every webmail provider */
} rows[] = {
  { "valid", "deliverable", VERIFY_EXISTS, TRUE, FALSE },
  { "webmail", "deliverable", VERIFY_EXISTS, TRUE, TRUE },
  { "invalid", "undeliverable", VERIFY_MISSING, FALSE, FALSE },
};

/* "invalid" stands for more than a mailbox that is not there: each of these would be another
 * reason for it, or makes it less than sure. */
static const struct
{
  const char *flag;
  gboolean value;
} doubts[] = {
  { "regexp", FALSE },      { "gibberish", TRUE },  { "disposable", TRUE }, { "mx_records", FALSE },
  { "smtp_server", FALSE }, { "accept_all", TRUE }, { "block", TRUE },
};

static const cJSON *
get (const cJSON *data, const char *name)
{
  return cJSON_GetObjectItemCaseSensitive (data, name);
}

static gboolean
has_flag (const cJSON *data, const char *name, gboolean value)
{
  const cJSON *flag = get (data, name);
  return cJSON_IsBool (flag) && cJSON_IsTrue (flag) == value;
}

static gboolean
is_doubtful (const cJSON *data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (has_flag (data, doubts[i].flag, doubts[i].value))
      return TRUE;
  return FALSE;
}

/* Whether all that @data says goes with @row. */
static gboolean
agrees (const cJSON *data, gsize row)
{
  const char *result = cJSON_GetStringValue (get (data, "result"));

  if (result != NULL && !g_str_equal (result, rows[row].result))
    return FALSE;
  if (rows[row].must_tell ? !has_flag (data, "smtp_check", rows[row].smtp_check)
                          : has_flag (data, "smtp_check", !rows[row].smtp_check))
    return FALSE;
  return rows[row].verdict != VERIFY_MISSING || !is_doubtful (data);
}

/* @status is the word. */
static VerifyVerdict
judge (const cJSON *data, const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].status, status) && agrees (data, i))
      return rows[i].verdict;
  return VERIFY_UNSURE;
}

static VerifyAnswer
read_body (const char *body, gsize length, const char *address)
{
  VerifyAnswer answer = { VERIFY_UNSURE, VERIFY_WHY_service_garbage };
  g_autoptr (cJSON) json = json_parse (body, length, NULL);
  const cJSON *data = get (json, "data");
  const char *status = cJSON_GetStringValue (get (data, "status"));
  const char *about = cJSON_GetStringValue (get (data, "email"));

  if (status == NULL || about == NULL || g_ascii_strcasecmp (about, address) != 0)
    return answer;
  answer.verdict = judge (data, status);
  answer.why = VERIFY_WHY_service_unsure;
  return answer;
}

gboolean
service_hunter_read (guint status, const char *body, gsize length, const char *address,
                     VerifyAnswer *ret_answer)
{
  *ret_answer = service_read_status (status);
  if (status == 200)
    *ret_answer = read_body (body, length, address);
  else if (status == NO_RESULT)
    ret_answer->why = VERIFY_WHY_service_unsure;
  else if (status == TOO_FAST)
    ret_answer->why = VERIFY_WHY_service_limit;
  else if (status == STILL_LOOKING)
    ret_answer->why = VERIFY_WHY_service_late;
  return status == STILL_LOOKING;
}
