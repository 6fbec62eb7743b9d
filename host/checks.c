/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"

#define EACH_ADDRESS SCOPE_EACH_ADDRESS
#define EACH_RECIPIENT SCOPE_EACH_RECIPIENT
#define WHOLE_MESSAGE SCOPE_WHOLE_MESSAGE

const Check checks[N_CHECKS] = {
#define CHECK(id, scope, sure, weak, summary)                                                       \
  { #id, scope, SEVERITY_##sure, SEVERITY_##weak, summary, check_##id },
#include "checks.def"
#undef CHECK
};

static const char *const severity_names[N_SEVERITIES] = { "off", "info", "notice", "warning", "block" };

const char *
severity_name (Severity severity)
{
  return severity_names[severity];
}

int
severity_from_name (const char *name)
{
  for (int i = 0; i < N_SEVERITIES; i++)
    if (strcmp (severity_names[i], name) == 0)
      return i;
  return -1;
}

int
check_from_name (const char *id)
{
  for (int i = 0; i < N_CHECKS; i++)
    if (strcmp (checks[i].id, id) == 0)
      return i;
  return -1;
}

static const char *const classes[] = { "format", "status", "policy", "recipient", "sender" };

/* The class of @length bytes at @name, or NULL. */
static const char *
find_class (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strlen (classes[i]) == length && memcmp (classes[i], name, length) == 0)
      return classes[i];
  return NULL;
}

const char *
check_class (CheckId id)
{
  const char *name = checks[id].id;
  const char *found = find_class (name, strcspn (name, "_"));

  g_assert (found != NULL);
  return found;
}

gboolean
check_is_class (const char *name)
{
  return find_class (name, strlen (name)) != NULL;
}

Severity
check_most_severe (CheckId id)
{
  switch (id)
    {
    case CHECK_status_mailbox_missing:
    case CHECK_status_mailbox_full:
    case CHECK_status_bounced_before:
      return SEVERITY_WARNING;
    default:
      return SEVERITY_BLOCK;
    }
}

CheckState
check_state_from_answer (AnswerState state)
{
  switch (state)
    {
    case ANSWER_PENDING:
      return CHECK_PENDING;
    case ANSWER_UNAVAILABLE:
      return CHECK_NOT_CHECKED;
    case ANSWER_KNOWN:
    case ANSWER_ABSENT:
      break;
    }
  return CHECK_DONE;
}

CheckState
check_state_told_once (CheckState state)
{
  return state == CHECK_NOT_CHECKED ? CHECK_DONE : state;
}
