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
  MailboxVerdict verdict;
  gboolean smtp_check; /* what the flag must say */
  gboolean must_tell;  /* the flag must be there: Hunter does not ask every webmail provider */
} rows[] = {
  { "valid", "deliverable", MAILBOX_takes, TRUE, FALSE },
  { "webmail", "deliverable", MAILBOX_takes, TRUE, TRUE },
  { "invalid", "undeliverable", MAILBOX_missing, FALSE, FALSE },
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
  return rows[row].verdict != MAILBOX_missing || !is_doubtful (data);
}

/* @status is the word. */
static MailboxVerdict
judge (const cJSON *data, const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].status, status) && agrees (data, i))
      return rows[i].verdict;
  return MAILBOX_service_unsure;
}

static MailboxVerdict
read_body (const char *body, gsize length, const char *address)
{
  g_autoptr (cJSON) json = json_parse (body, length, NULL);
  const cJSON *data = get (json, "data");
  const char *status = cJSON_GetStringValue (get (data, "status"));
  const char *about = cJSON_GetStringValue (get (data, "email"));

  if (status == NULL || about == NULL || g_ascii_strcasecmp (about, address) != 0)
    return MAILBOX_service_garbage;
  return judge (data, status);
}

gboolean
service_hunter_read (guint status, const char *body, gsize length, const char *address,
                     MailboxVerdict *ret_verdict)
{
  *ret_verdict = status == 200             ? read_body (body, length, address)
                 : status == NO_RESULT     ? MAILBOX_service_unsure
                 : status == TOO_FAST      ? MAILBOX_service_limit
                 : status == STILL_LOOKING ? MAILBOX_service_late
                                           : service_read_status (status);
  return status == STILL_LOOKING;
}
